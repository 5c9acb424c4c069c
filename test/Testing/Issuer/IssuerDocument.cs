using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace FederatedGateway.Testing;

/// <summary>One document of the issuer: counts its fetches and can be made to go wrong.</summary>
/// <param name="normal">What a healthy issuer answers.</param>
public sealed class IssuerDocument(Func<string> normal)
{
    private volatile TaskCompletionSource? _held;
    private volatile Func<HttpContext, Task>? _answer;
    private int _fetches;

    public int Fetches => Volatile.Read(ref _fetches);

    /// <summary>Answers this instead, until <see cref="AnswerNormally"/>.</summary>
    public void Answer(int status, string body, string contentType = "application/json") => _answer = context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(body);
    };

    /// <summary>The same, packed with gzip whether it was asked for or not.</summary>
    public void AnswerCompressed(string body) => _answer = async context =>
    {
        context.Response.Headers.ContentEncoding = "gzip";
        await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
        await gzip.WriteAsync(Encoding.UTF8.GetBytes(body));
    };

    public void Redirect(string location) => _answer = context =>
    {
        context.Response.Redirect(location);
        return Task.CompletedTask;
    };

    public void AnswerNormally() => _answer = null;

    /// <summary>Accepts requests and keeps them waiting until <see cref="Release"/>.</summary>
    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release()
    {
        _held?.TrySetResult();
        _held = null;
    }

    internal async Task ServeAsync(HttpContext context)
    {
        Interlocked.Increment(ref _fetches);
        if (_held is { } held) await held.Task.WaitAsync(context.RequestAborted);
        if (_answer is { } answer)
        {
            await answer(context);
            return;
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(normal());
    }
}
