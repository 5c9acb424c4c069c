using FederatedGateway.Testing;

namespace FederatedGateway.Vectors;

/// <summary>One attempt of a row; a row with several spellings of the same attack tries each of them.</summary>
public sealed record Trial(string Name, Func<Worlds, Scene, Task<Sighting>> RunAsync)
{
    public static Trial InWorld(string name, Func<World, Task<Sighting>> act) => new(name, (worlds, scene) => worlds.InAsync(scene, act));

    /// <summary>One request, and everything that came of it.</summary>
    public static Trial Of(string name, Func<World, WireRequest> request) => InWorld(name, world => Watch.Async(world, request(world)));

    /// <summary>A token on the way to <c>/system</c>.</summary>
    public static Trial Of(string name, Func<TokenForge, string> token) =>
        Of(name, world => world.Call("GET", "/system/functions").Bearer(token(world.Forge)));

    /// <inheritdoc cref="Of(string, Func{TokenForge, string})"/>
    public static Trial Of(string name, Func<TokenForge, Token> token) => Of(name, forge => token(forge).Compact());

    /// <summary>A trial that needs no world, or makes its own.</summary>
    public static Trial Alone(string name, Func<Task<Sighting>> act) => new(name, (_, _) => act());
}
