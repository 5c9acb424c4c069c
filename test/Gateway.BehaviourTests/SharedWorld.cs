using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>One world for all cases of a table, invocation allowed; each case starts with an upstream that has seen nothing.</summary>
public class SharedWorld : IAsyncLifetime
{
    private World? _world;
    private Func<UpstreamExchange, Task>? _script;

    public World Fresh()
    {
        var world = _world ?? throw new InvalidOperationException("The world has not started.");
        world.Upstream.Forget();
        world.Upstream.Script = _script!;
        return world;
    }

    public async ValueTask InitializeAsync()
    {
        _world = await World.StartAsync(Plan);
        _script = _world.Upstream.Script;
    }

    public async ValueTask DisposeAsync()
    {
        if (_world is not null) await _world.DisposeAsync();
    }

    protected virtual void Plan(WorldPlan plan) => plan.AllowInvoke();
}

/// <summary>
/// The same as a program of its own. The metrics of gateways that share a process are one: when the meter of one ends, the library stops
/// telling of the instruments of that name.
/// </summary>
public sealed class ProcessWorld : SharedWorld
{
    protected override void Plan(WorldPlan plan) => plan.AllowInvoke().InItsOwnProcess();
}
