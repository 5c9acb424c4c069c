using System.Security.Cryptography;
using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>32 MiB each way, beyond every default limit of the server, compared by their hashes.</summary>
public sealed class LargeBodies(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private const int Blocks = 512;
    private static readonly byte[] Block = Noise(64 * 1024);
    private static readonly string Expected = HashOfAll();

    private readonly World _world = shared.Fresh();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_large_upload_arrives_byte_for_byte(bool chunked)
    {
        _world.Upstream.Script = async exchange =>
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            while (await exchange.ReadPartAsync(record: false) is { } part) hash.AppendData(part);
            await exchange.RespondAsync("200 OK", Convert.ToHexString(hash.GetHashAndReset()));
        };
        var framing = chunked ? "Transfer-Encoding: chunked" : $"Content-Length: {Blocks * Block.Length}";
        using var client = await _world.CallWithToken("POST", "/function/x").Header(framing).OpenAsync();
        for (var i = 0; i < Blocks; i++)
        {
            if (chunked) await client.SendAsync($"{Block.Length:x}\r\n");
            await client.SendAsync(Block);
            if (chunked) await client.SendAsync("\r\n");
        }

        if (chunked) await client.SendAsync("0\r\n\r\n");
        Assert.Equal(Expected, (await client.ReadResponseAsync()).Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_large_download_arrives_byte_for_byte(bool chunked)
    {
        _world.Upstream.Script = async exchange =>
        {
            var framing = chunked ? "Transfer-Encoding: chunked" : $"Content-Length: {Blocks * Block.Length}";
            await exchange.WriteAsync($"HTTP/1.1 200 OK\r\n{framing}\r\n\r\n");
            for (var i = 0; i < Blocks; i++)
            {
                if (chunked) await exchange.WriteAsync($"{Block.Length:x}\r\n");
                await exchange.WriteAsync(Block);
                if (chunked) await exchange.WriteAsync("\r\n");
            }

            if (chunked) await exchange.EndChunksAsync();
        };
        using var client = await _world.CallWithToken("GET", "/function/x").OpenAsync();
        await client.ReadHeadAsync();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (await client.ReadPartAsync() is { } part) hash.AppendData(part);
        Assert.Equal(Expected, Convert.ToHexString(hash.GetHashAndReset()));
        Assert.Equal(Ending.Complete, client.Ending);
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(4711).NextBytes(bytes);
        return bytes;
    }

    private static string HashOfAll()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < Blocks; i++) hash.AppendData(Block);
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
