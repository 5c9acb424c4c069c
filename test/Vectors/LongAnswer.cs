using FederatedGateway.Testing;

namespace FederatedGateway.Vectors;

/// <summary>Answers that take longer than their tokens live.</summary>
public static class LongAnswer
{
    public static async Task<Sighting> OutlivesItsTokenAsync(World world)
    {
        var expired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var plain = world.Upstream.Script;
        world.Upstream.Script = async exchange =>
        {
            if (!exchange.Request.Target.StartsWith("/system/logs", StringComparison.Ordinal))
            {
                await plain(exchange);
                return;
            }

            await exchange.StartChunkedAsync("200 OK");
            await exchange.WriteChunkAsync("one");
            await expired.Task;
            await exchange.WriteChunkAsync("two");
            await exchange.EndChunksAsync();
        };
        var token = world.Token().Set("exp", TokenForge.Now + 5).Compact();
        using var stream = await world.Call("GET", "/system/logs?follow=true").Bearer(token).OpenAsync();
        await stream.ReadHeadAsync();
        var first = await stream.ReadUntilAsync("one");
        var other = "";
        await Eventually.TrueAsync(
            async () => (other = await Asking.AnswerAsync(world.Call("GET", "/system/functions").Bearer(token))) != "200", "the token expires");
        expired.SetResult();
        return new Sighting($"{first}, then the token {other}, then {await stream.ReadUntilAsync("two")}");
    }
}
