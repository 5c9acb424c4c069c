namespace FederatedGateway.Configuration;

/// <summary>One thing wrong with the settings: which key, what is wrong with it, and what to do about it.</summary>
public sealed record ConfigurationFault(string Key, string Cause, string Cure)
{
    public override string ToString() => $"{Key}: {Cause}. {Cure}.";
}
