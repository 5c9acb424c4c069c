using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using FederatedGateway.Testing;

namespace FederatedGateway.InteropTests;

/// <summary>The foreign issuer's program as a child of this process: it ends when its standard input does, even if this process is killed.</summary>
internal sealed class IssuerProcess : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly Process _process;

    private IssuerProcess(Process process) => _process = process;

    /// <summary>Its address, once it serves.</summary>
    public string Address { get; private set; } = "";

    public static async Task<IssuerProcess> StartAsync(string secret)
    {
        var start = new ProcessStartInfo("node", ["issuer.mjs"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = NodeModules.Folder,
        };
        start.Environment["CLIENT_SECRET"] = secret;
        var issuer = new IssuerProcess(Process.Start(start)!);
        issuer._process.ErrorDataReceived += (_, line) => issuer._errors.Enqueue(line.Data ?? "");
        issuer._process.BeginErrorReadLine();
        try
        {
            issuer.Address = await issuer.ReadAddressAsync("the foreign issuer starts");
            return issuer;
        }
        catch
        {
            await issuer.DisposeAsync();
            throw;
        }
    }

    public async Task RotateAsync()
    {
        await _process.StandardInput.WriteLineAsync("rotate");
        await _process.StandardInput.FlushAsync();
        await ReadAddressAsync("the foreign issuer has new keys");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WithinLimit("the foreign issuer ends");
        }
        catch (TimeoutException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task<string> ReadAddressAsync(string what)
    {
        var line = await _process.StandardOutput.ReadLineAsync().WithinLimit(what);
        if (line is null)
        {
            // Its last words may still be on their way.
            await _process.WaitForExitAsync().WithinLimit("the foreign issuer ends");
            throw new InvalidOperationException($"The foreign issuer ended by itself:\n{string.Join('\n', _errors)}");
        }

        return JsonDocument.Parse(line).RootElement.GetProperty("issuer").GetString()!;
    }
}
