using System.Collections.Concurrent;
using FederatedGateway.Testing;

namespace FederatedGateway.BehaviourTests;

/// <summary>Everything a gateway said to anybody, and the secrets it had heard by then.</summary>
internal sealed class Indiscretion
{
    private readonly ConcurrentBag<string> _said = [];

    public SecretSearch Secrets { get; } = new();

    public string Said => string.Join('\n', _said);

    public void Add(string said) => _said.Add(said);

    /// <summary>Sends a request with this token and keeps the answer, whatever it is.</summary>
    public Task SendAsync(WireRequest request, string token)
    {
        Secrets.AddToken(token);
        return SendAsync(request.Bearer(token));
    }

    public Task SendAsync(WireRequest request, Token token) => SendAsync(request, token.Compact());

    public async Task SendAsync(WireRequest request)
    {
        try
        {
            Add((await request.SendAsync()).ToString());
        }
        catch (IOException)
        {
            // A broken connection says nothing.
        }
    }

    /// <summary>Takes down what operators see, then what the log holds at the very end.</summary>
    public async Task TakeDownAsync(World world)
    {
        Secrets.Add(world.Upstream.Password);
        Secrets.Add(world.Upstream.BasicValue["Basic ".Length..]);
        foreach (var path in new[] { "/metrics", "/readyz", "/healthz" }) Add((await new WireRequest(world.Gateway.HealthAddress, "GET", path).SendAsync()).ToString());
        await world.Gateway.StopAsync();
        Add(world.Log.Text);
    }
}
