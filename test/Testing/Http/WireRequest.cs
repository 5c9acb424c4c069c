using System.Text;

namespace FederatedGateway.Testing;

/// <summary>One request in the making, kept as the lines that go on the wire.</summary>
public sealed class WireRequest(Uri address, string method, string target)
{
    private readonly List<string> _lines = [$"Host: {address.Authority}"];
    private byte[] _body = [];

    public WireRequest Bearer(Token token) => Bearer(token.Compact());

    public WireRequest Bearer(string token) => Header($"Authorization: Bearer {token}");

    /// <summary>Adds a header line exactly as given.</summary>
    public WireRequest Header(string line)
    {
        _lines.Add(line);
        return this;
    }

    /// <summary>A body with its Content-Length.</summary>
    public WireRequest Body(byte[] body)
    {
        _body = body;
        return Header($"Content-Length: {body.Length}");
    }

    public WireRequest Body(string body) => Body(Encoding.UTF8.GetBytes(body));

    public WireRequest PrefersJson() => Header("Accept: application/json");

    /// <summary>Sends it on a connection of its own and reads the whole answer.</summary>
    public async Task<RawResponse> SendAsync()
    {
        using var client = await OpenAsync();
        return await client.ReadResponseAsync(bodiless: method == "HEAD");
    }

    /// <summary>Sends it and leaves the answer, or the rest of the body, to the caller.</summary>
    public async Task<RawClient> OpenAsync()
    {
        var client = await RawClient.ConnectAsync(address);
        await SendOnAsync(client);
        return client;
    }

    /// <summary>Sends it on an open connection.</summary>
    public async Task SendOnAsync(RawClient client)
    {
        await client.SendAsync($"{method} {target} HTTP/1.1\r\n{string.Concat(_lines.Select(l => l + "\r\n"))}\r\n");
        // Even an empty write fails when the answer was a reset.
        if (_body.Length > 0) await client.SendAsync(_body);
    }
}
