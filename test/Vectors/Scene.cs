using FederatedGateway.Testing;

namespace FederatedGateway.Vectors;

/// <summary>The surroundings of a row. One world serves every row of a scene, unless the rows change what others rely on.</summary>
public sealed class Scene(string name, Action<WorldPlan> plan, bool isShared = true)
{
    public string Name => name;

    public bool IsShared => isShared;

    /// <summary>The same, with a world of its own for every trial.</summary>
    public Scene Fresh() => new(name, plan, isShared: false);

    /// <summary>The same, without waiting for keys that will not come.</summary>
    public Scene NotWaitedFor() => new(name, world =>
    {
        plan(world);
        world.WithoutWaiting();
    }, isShared);

    public Scene With(string setting, string value) => new($"{name}, {setting}={value}", world =>
    {
        plan(world);
        world.Set(setting, value);
    }, isShared);

    internal Task<World> StartAsync() => World.StartAsync(world =>
    {
        // Nothing but tokens may ask the issuer while a row counts.
        world.Set("jwks_refresh_interval", "1h");
        plan(world);
    });
}
