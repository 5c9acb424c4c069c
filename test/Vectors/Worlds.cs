using FederatedGateway.Testing;

namespace FederatedGateway.Vectors;

/// <summary>The worlds that rows share, each started by the first row that needs it.</summary>
public sealed class Worlds : IAsyncDisposable
{
    private readonly Dictionary<Scene, World> _shared = [];

    /// <summary>Acts in the scene's world; one of the trial's own ends with it.</summary>
    public async Task<Sighting> InAsync(Scene scene, Func<World, Task<Sighting>> act)
    {
        if (!scene.IsShared)
        {
            await using var own = await scene.StartAsync();
            return await act(own);
        }

        if (!_shared.TryGetValue(scene, out var world)) _shared[scene] = world = await scene.StartAsync();
        return await act(world);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var world in _shared.Values) await world.DisposeAsync();
        _shared.Clear();
    }
}
