using System.Collections;
using FederatedGateway;
using FederatedGateway.Configuration;

const int Success = 0;
const int UsageError = 64; // EX_USAGE of sysexits.h
const int ConfigurationError = 78; // EX_CONFIG of sysexits.h
const string Usage = """
    federated-gateway: lets OpenID Connect tokens in and OpenFaaS's own credential out.

      federated-gateway                  serve, with the settings of the environment
      federated-gateway --check-config   read the settings, name every fault, and exit
      federated-gateway --version

    Exit codes: 0 success, 64 wrong arguments, 78 wrong configuration.
    """;

var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
    .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal);

try
{
    switch (args)
    {
        case []:
            await using (var gateway = GatewayServer.Create(environment))
            {
                await gateway.StartAsync();
                await gateway.WaitForShutdownAsync();
            }

            return Success;
        case ["--check-config"]:
            var options = GatewayOptionsReader.Read(environment);
            foreach (var warning in options.Warnings)
                Console.WriteLine($"warning: {warning}");
            Console.WriteLine("the configuration is valid");
            return Success;
        case ["--version"]:
            Console.WriteLine(GatewayServer.Version);
            return Success;
        case ["--help" or "-h"]:
            Console.WriteLine(Usage);
            return Success;
        default:
            Console.Error.WriteLine($"federated-gateway: unknown arguments: {string.Join(' ', args)}");
            Console.Error.WriteLine(Usage);
            return UsageError;
    }
}
catch (GatewayConfigurationException exception)
{
    Console.Error.WriteLine($"federated-gateway: {exception.Message}");
    return ConfigurationError;
}
