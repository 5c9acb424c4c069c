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

    /// <summary>Bytes of a connection of their own, and the first answer; <c>{0}</c> stands for a good token.</summary>
    public static Trial OfBytes(string name, string text) => InWorld(name, world => Watch.Async(world, async () =>
    {
        using var client = await world.ConnectAsync();
        await client.SendAsync(text.Replace("{0}", world.Token().Compact(), StringComparison.Ordinal));
        return await client.ReadResponseAsync();
    }));

    /// <summary>A trial that needs no world, or makes its own.</summary>
    public static Trial Alone(string name, Func<Task<Sighting>> act) => new(name, (_, _) => act());
}
