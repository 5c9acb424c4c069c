using System.Text;

namespace FederatedGateway.Forwarding;

/// <summary>The cluster's own Basic credential (RFC 7617). Never prints itself.</summary>
internal sealed class UpstreamCredential
{
    public UpstreamCredential(string user, string password, int generation)
    {
        Generation = generation;
        Header = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
    }

    /// <summary>Counts up with each change of the files.</summary>
    public int Generation { get; }

    /// <summary>The value of the <c>Authorization</c> header. For <see cref="CredentialHandler"/> alone.</summary>
    public string Header { get; }

    public override string ToString() => $"Basic credential, generation {Generation}";
}
