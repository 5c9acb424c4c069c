using System.Text.Json.Nodes;
using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>
/// Every setting that the documentation names does something: set, alone, in the environment and in the file, it changes what can be
/// seen from outside. The rows are the documentation's, so a new setting without an effect fails here.
/// </summary>
public sealed class ConfigurationHonesty : IAsyncLifetime
{
    private readonly SettingSurroundings _surroundings = new();

    public static TheoryData<string> Documented =>
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "docs", "configuration.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]),
    ];

    public ValueTask InitializeAsync() => new(_surroundings.OtherIssuer.ComeUpAsync());

    public ValueTask DisposeAsync() => _surroundings.DisposeAsync();

    [Theory]
    [MemberData(nameof(Documented))]
    public async Task A_documented_setting_has_an_effect(string setting)
    {
        var effect = SettingEffects.Of(setting, _surroundings);
        Assert.True(effect is not null, $"{setting} is documented, but nothing says what it does");
        foreach (var source in setting == "config_file" ? [InEnvironment] : new Action<WorldPlan, string, SettingEffect>[] { InEnvironment, InFile })
        {
            if (effect.AtStartWith is not null)
                await DiffersAtStartAsync(setting, effect, source);
            else
                await DiffersInLifeAsync(setting, effect, source);
        }
    }

    private static async Task DiffersInLifeAsync(string setting, SettingEffect effect, Action<WorldPlan, string, SettingEffect> source)
    {
        await using var without = await World.StartAsync(effect.Plan);
        await using var with = await World.StartAsync(plan =>
        {
            effect.Plan(plan);
            source(plan, setting, effect);
        });

        var (seenWith, seenWithout) = (effect.Observe(with), effect.Observe(without));
        await Eventually.TrueAsync(async () => await seenWith() == effect.Expected, $"{setting}={effect.Value} makes it \"{effect.Expected}\"");
        // In a world that is on its way out it may be seen a moment longer.
        await Eventually.TrueAsync(async () => await seenWithout() != effect.Expected, $"without {setting} it is not \"{effect.Expected}\"");
    }

    private static async Task DiffersAtStartAsync(string setting, SettingEffect effect, Action<WorldPlan, string, SettingEffect> source)
    {
        var plan = new WorldPlan();
        foreach (var (key, value) in effect.AtStartWith!) plan.Set(key, value);
        plan.Settings.TryAdd("issuer", "https://idp.example.com");
        Assert.NotEqual(effect.Expected, await StartAsync(plan));
        source(plan, setting, effect);
        Assert.Equal(effect.Expected, await StartAsync(plan));
    }

    private static async Task<string> StartAsync(WorldPlan plan) =>
        (await GatewayProgram.RunAsync(plan.Settings, "--check-config")).ExitCode == 0 ? "starts" : "is refused";

    private static void InEnvironment(WorldPlan plan, string setting, SettingEffect effect)
    {
        plan.Set(setting, effect.Value);
        if (effect.Companion is { } companion) plan.Set(companion.Key, companion.Value);
    }

    private void InFile(WorldPlan plan, string setting, SettingEffect effect)
    {
        var file = new JsonObject { [setting] = effect.IsJson ? JsonNode.Parse(effect.Value) : effect.Value };
        if (effect.Companion is { } companion) file[companion.Key] = companion.Value;
        // The environment would win; an empty variable counts as not set.
        plan.Set(setting, "").Set("config_file", _surroundings.File(file.ToJsonString()));
    }
}
