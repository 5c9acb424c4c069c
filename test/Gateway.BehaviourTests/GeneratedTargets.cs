using System.Collections.Concurrent;
using FederatedGateway.Fuzz;
using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>
/// Generated targets over real connections, pipelined: what the running gateway answers is what its classifier says, what OpenFaaS
/// receives is what was sent, once, and nothing that was refused arrives.
/// </summary>
public sealed class GeneratedTargets(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private const int Seed = 20_262;
    private const int Count = 100_000;
    private const int Connections = 4;
    private const int Pipelined = 50;

    private readonly World _world = shared.Fresh();
    private readonly ConcurrentQueue<string> _faults = new();

    [Fact]
    public async Task What_is_classified_is_what_is_answered_and_sent()
    {
        var random = new Random(Seed);
        // A blank would end the target; an empty one is no request line.
        var targets = Enumerable.Range(0, Count).Select(_ => string.Concat(TargetGrammar.Next(random)))
            .Where(target => target.Length > 0 && !target.Contains(' ')).ToArray();
        var token = _world.Token().Compact();
        _world.Upstream.Script = exchange => exchange.RespondAsync("200 OK", exchange.Request.Header("X-Call-Id")!);

        await Task.WhenAll(Enumerable.Range(0, Connections).Select(part => AskAsync(targets, part, token)));

        Assert.True(_faults.IsEmpty, string.Join('\n', _faults.Take(10)));
        var expected = targets.Index().Where(item => TargetExpectation.Of(item.Item).IsForwarded).Select(item => $"{item.Index} {item.Item}").Order(StringComparer.Ordinal);
        var received = _world.Upstream.Requests.Select(request => $"{request.Header("X-Call-Id")} {request.Target}").Order(StringComparer.Ordinal);
        Assert.Equal(expected, received);
        Assert.All(_world.Upstream.Requests, request => TargetInvariants.Check(request.Target));
        Assert.InRange(_world.Upstream.Requests.Count, Count / 6, Count / 2);
    }

    /// <summary>Every n-th target, one connection after the other: the server closes one after a request it cannot read.</summary>
    private async Task AskAsync(string[] targets, int part, string token)
    {
        RawClient? client = null;
        for (var at = part; at < targets.Length;)
        {
            client ??= await _world.ConnectAsync();
            int[] batch = [.. Enumerable.Range(0, Pipelined).Select(n => at + (n * Connections)).Where(n => n < targets.Length)];
            await client.SendAsync(string.Concat(batch.Select(n => Request(targets[n], n, token))));
            foreach (var n in batch)
            {
                var answer = await client.ReadResponseAsync();
                Judge(targets[n], n, answer);
                at = n + Connections;
                if (answer.Header("Connection") != "close")
                    continue;
                client.Dispose();
                client = null;
                break;
            }
        }

        client?.Dispose();
    }

    private string Request(string target, int number, string token) =>
        $"GET {target} HTTP/1.1\r\nHost: {_world.Gateway.PublicAddress.Authority}\r\nX-Call-Id: {number}\r\nAuthorization: Bearer {token}\r\n\r\n";

    private void Judge(string target, int number, RawResponse answer)
    {
        var expected = TargetExpectation.Of(target);
        // What is not HTTP the server itself turns away, with no body; what has no leading slash it takes for the target of a CONNECT.
        var byServer = answer.Body.Length == 0 && expected.Status == 400 && (answer.Status == 400 || (answer.Status == 405 && target[0] != '/'));
        var isTheAnswer = !expected.IsForwarded || answer.Text == $"{number}";
        if (!byServer && (!isTheAnswer || answer.Status != expected.Status || (expected.Status != 200 && answer.Reason != expected.Reason)))
            _faults.Enqueue($"{Uri.EscapeDataString(target)}: {answer}, not {expected}");
    }
}
