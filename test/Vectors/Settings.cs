using FederatedGateway.Testing;

namespace FederatedGateway.Vectors;

/// <summary>Rows about settings: the program itself, asked to check them.</summary>
public static class Settings
{
    private static readonly Dictionary<string, string> Good = new()
    {
        ["listen_address"] = "127.0.0.1",
        ["port"] = "0",
        ["health_port"] = "0",
        ["issuer"] = "https://idp.example.com/realms/openfaas",
        ["audience"] = WorldPlan.Audience,
    };

    /// <summary>Each of the values stops the start, and the message names the setting.</summary>
    public static Vector Wrong(string id, string says, string setting, params string[] values) =>
        new(id, says, new Outcome($"exit code 78, naming {setting}"), [.. values.Select(v => Trial.Alone(v.Length == 0 ? "empty" : v, () => CheckAsync(setting, (setting, v))))]);

    /// <summary>A file with this content stops the start, and the message names the culprit.</summary>
    public static Vector WrongFile(string id, string says, string named, params string[] contents) =>
        new(id, says, new Outcome($"exit code 78, naming {named}"), [.. contents.Select(c => Trial.Alone(c, async () =>
        {
            using var file = new SettingsFile(c);
            return await CheckAsync(named, ("config_file", file.Path));
        }))]);

    public static async Task<Sighting> CheckAsync(string named, params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string>(Good);
        foreach (var (name, value) in settings) all[name] = value;
        var (exitCode, output) = await GatewayProgram.RunAsync(all, "--check-config");
        return new Sighting($"exit code {exitCode}, {(output.Contains(named, StringComparison.Ordinal) ? "naming" : "not naming")} {named}");
    }
}
