namespace FederatedGateway.Vectors;

/// <summary>What may reach the upstream, in the words of the table.</summary>
public static class Upstream
{
    public const string Nothing = "nothing";

    /// <summary>Exactly one request, whose only credential is the cluster's.</summary>
    public const string Basic = "one, Basic";

    /// <summary>Exactly one request, without any credential.</summary>
    public const string Bare = "one, bare";
}
