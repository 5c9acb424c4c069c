namespace FederatedGateway.Configuration;

/// <summary>The settings cannot be used. Carries every fault found, so that one message names them all.</summary>
public sealed class GatewayConfigurationException(IReadOnlyList<ConfigurationFault> faults)
    : Exception(Describe(faults))
{
    public IReadOnlyList<ConfigurationFault> Faults { get; } = faults;

    private static string Describe(IReadOnlyList<ConfigurationFault> faults) =>
        $"the configuration has {faults.Count} fault{(faults.Count == 1 ? "" : "s")}; the gateway does not start:{Environment.NewLine}"
        + string.Join(Environment.NewLine, faults.Select(fault => "  " + fault));
}
