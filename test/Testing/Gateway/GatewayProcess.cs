using System.Diagnostics;

namespace FederatedGateway.Testing;

/// <summary>The gateway as a program of its own: its settings are its environment, its log is its output, its end is SIGTERM.</summary>
public sealed class GatewayProcess : RunningGateway
{
    private const string Listening = "listening on ";
    private const string Health = ", health on ";

    private readonly Process _process;
    private readonly TaskCompletionSource<(Uri Public, Uri Health)> _addresses = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private GatewayProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public override Uri PublicAddress => _addresses.Task.Result.Public;

    public override Uri HealthAddress => _addresses.Task.Result.Health;

    /// <summary>Known once it has stopped.</summary>
    public int ExitCode => _process.ExitCode;

    public static new async Task<GatewayProcess> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var gateway = new GatewayProcess(GatewayProgram.Prepare(settings));
        gateway._process.OutputDataReceived += (_, e) => gateway.Read(e.Data);
        gateway._process.ErrorDataReceived += (_, e) => gateway.Read(e.Data);
        gateway._process.Start();
        gateway._process.BeginOutputReadLine();
        gateway._process.BeginErrorReadLine();
        try
        {
            var exited = gateway._process.WaitForExitAsync();
            var first = await Task.WhenAny(gateway._addresses.Task, exited).WithinLimit("the gateway says where it listens");
            if (first == exited) throw new InvalidOperationException($"The gateway ended with {gateway.ExitCode}:\n{gateway.Log.Text}");
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends SIGTERM and does not wait.</summary>
    public void Terminate() => Libc.Terminate(_process.Id);

    public Task WaitForExitAsync() => _process.WaitForExitAsync().WithinLimit("the gateway ends after SIGTERM");

    public override async Task StopAsync()
    {
        if (!_process.HasExited) Terminate();
        await WaitForExitAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync();
        }
        catch (TimeoutException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null) return;
        Log.Add(line);
        var listening = line.IndexOf(Listening, StringComparison.Ordinal);
        var health = line.IndexOf(Health, StringComparison.Ordinal);
        if (listening < 0 || health < listening) return;
        var address = line[(listening + Listening.Length)..health];
        _addresses.TrySetResult((new Uri(address), new Uri(UpToTheEnd(line[(health + Health.Length)..]))));
    }

    // Port numbers end the address; whatever the log's encoding puts behind them does not belong to it.
    private static string UpToTheEnd(string text)
    {
        var port = text.IndexOf(':', Uri.UriSchemeHttp.Length + Uri.SchemeDelimiter.Length) + 1;
        return text[..port] + string.Concat(text[port..].TakeWhile(char.IsAsciiDigit));
    }
}
