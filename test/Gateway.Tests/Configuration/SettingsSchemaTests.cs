using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using FederatedGateway.Admission;
using FederatedGateway.Configuration;
using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.Tests.Configuration;

/// <summary>Code, documentation and schema say the same of every setting: its name, its default, its choices.</summary>
public sealed class SettingsSchemaTests
{
    /// <summary>The file cannot name another one, and what no version supports yet has no schema.</summary>
    private static readonly string[] NotInTheFile = ["config_file", "roles", "policies"];

    private static readonly string Docs = Path.Combine(Repository.Root, "docs");

    private static readonly JsonElement Properties = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(Docs, "settings.schema.json"))).GetProperty("properties");

    private static readonly Dictionary<string, string> Least = new() { ["issuer"] = "https://idp.example.com", ["audience"] = "a" };

    public static TheoryData<string> WithDefault => [.. Properties.EnumerateObject().Where(property => property.Value.TryGetProperty("default", out _)).Select(property => property.Name)];

    public static TheoryData<string> WithChoices => [.. Properties.EnumerateObject().Where(property => property.Value.TryGetProperty("enum", out _)).Select(property => property.Name)];

    [Fact]
    public void It_names_every_setting_and_no_other() =>
        Assert.Equal(GatewayOptionsReader.Names().Except(NotInTheFile).Order(), Names(Properties).Order());

    [Fact]
    public void An_entry_of_issuers_has_every_setting_of_an_issuer_and_no_other() =>
        Assert.Equal(IssuerOptionsReader.Names().Order(), Names(Properties.GetProperty("issuers").GetProperty("items").GetProperty("properties")).Order());

    [Fact]
    public void It_names_every_algorithm() => Assert.Equal(
        SignatureAlgorithm.Names, Properties.GetProperty("algorithms").GetProperty("items").GetProperty("enum").EnumerateArray().Select(name => name.GetString()));

    [Theory]
    [MemberData(nameof(WithDefault))]
    public void A_default_is_what_the_gateway_does_without_the_setting(string setting)
    {
        var value = Properties.GetProperty(setting).GetProperty("default").GetString()!;
        var explicitly = GatewayOptionsReader.Read(new Dictionary<string, string>(Least) { [setting] = value });
        Assert.Equal(Print(GatewayOptionsReader.Read(Least)), Print(explicitly));
    }

    [Theory]
    [MemberData(nameof(WithDefault))]
    public void A_default_is_what_the_documentation_says(string setting)
    {
        var row = File.ReadLines(Path.Combine(Docs, "configuration.md")).Single(line => line.StartsWith($"| `{setting}` |", StringComparison.Ordinal));
        Assert.EndsWith($"| `{Properties.GetProperty(setting).GetProperty("default").GetString()}` |", row, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WithChoices))]
    public void Every_choice_is_accepted_and_another_is_not(string setting)
    {
        foreach (var choice in Properties.GetProperty(setting).GetProperty("enum").EnumerateArray())
            GatewayOptionsReader.Read(new Dictionary<string, string>(Least) { [setting] = choice.ToString().ToLowerInvariant() });
        Assert.Throws<GatewayConfigurationException>(() => GatewayOptionsReader.Read(new Dictionary<string, string>(Least) { [setting] = "another" }));
    }

    private static IEnumerable<string> Names(JsonElement properties) => properties.EnumerateObject().Select(property => property.Name);

    /// <summary>Every value the options hold, down to what is not ours.</summary>
    private static string Print(object? value) => value switch
    {
        null => "null",
        string text => text,
        IEnumerable items => $"[{string.Join(", ", items.Cast<object>().Select(Print))}]",
        _ when value.GetType() is { Namespace: "FederatedGateway.Configuration", IsEnum: false } type => string.Join(
            '\n', type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Select(property => $"{type.Name}.{property.Name}={Print(property.GetValue(value))}")),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
