using System.Net.Sockets;
using FederatedGateway.Testing;

namespace FederatedGateway.Reliability;

/// <summary>A caller's connection: kept alive while it lives, opened anew when it does not, and every ending has a name.</summary>
internal sealed class LoadConnection(World world) : IDisposable
{
    /// <summary>Nobody accepted the connection.</summary>
    public const string Refused = "connection refused";

    /// <summary>The connection ended before the first byte of an answer.</summary>
    public const string Unanswered = "connection ended without an answer";

    /// <summary>The connection ended in the middle of an answer.</summary>
    public const string CutOff = "answer cut off";

    private const string Silent = "no answer in time";

    private RawClient? _client;

    /// <summary>Sends one request and names its answer: the status, with the reason of a refusal.</summary>
    public async Task<Observation> SendAsync(Shot shot, string method = "GET", string target = "/system/functions", string? body = null)
    {
        var (began, callId) = (Clock.Now, Guid.NewGuid().ToString());
        var request = world.Call(method, target).Bearer(shot.Token).Header($"X-Call-Id: {callId}");
        if (body is not null) request.Body(body);
        var answer = await AnswerAsync(request);
        return new(shot, body is null ? method : $"{method} of {body.Length} bytes", answer, began, Clock.Now, callId);
    }

    public void Close()
    {
        _client?.Dispose();
        _client = null;
    }

    public void Dispose() => Close();

    private async Task<string> AnswerAsync(WireRequest request)
    {
        try
        {
            _client ??= await RawClient.ConnectAsync(world.Gateway.PublicAddress);
        }
        catch (SocketException)
        {
            return Refused;
        }

        var (answer, lives) = await ExchangeAsync(_client, request);
        if (!lives) Close();
        return answer;
    }

    private static async Task<(string Answer, bool Lives)> ExchangeAsync(RawClient client, WireRequest request)
    {
        var begun = false;
        try
        {
            await request.SendOnAsync(client);
            if (await client.ReadHeadAsync() is not { } head) return (Unanswered, false);
            begun = true;
            using var body = new MemoryStream();
            while (await client.ReadPartAsync() is { } part) body.Write(part);
            if (client.Ending != Ending.Complete) return (CutOff, false);
            var answer = new RawResponse(head, body.ToArray(), client.Trailers, client.Ending);
            return (NameOf(answer), head.Value("Connection") != "close");
        }
        catch (TimeoutException)
        {
            return (Silent, false);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return (begun ? CutOff : Unanswered, false);
        }
    }

    private static string NameOf(RawResponse answer) => answer.Status switch
    {
        200 when answer.Text == "ok" => "200",
        200 => "200 with another body",
        var status => $"{status} {answer.Reason}",
    };
}
