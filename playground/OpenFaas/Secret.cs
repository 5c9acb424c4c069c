namespace FederatedGateway.Playground.OpenFaas;

/// <summary>A secret as it arrives; what the list shows of it carries no value.</summary>
internal sealed record Secret(string? Name, string? Namespace, string? Value = null, byte[]? RawValue = null)
{
    /// <summary>Keeps the value out of logs and messages.</summary>
    public override string ToString() => $"{Name}.{Namespace}";
}
