using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FederatedGateway.Playground.OpenFaas;

/// <summary>Reads and writes bodies the way OpenFaaS does: JSON without nulls, and errors as one line of plain text.</summary>
internal static class Responses
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Task ErrorAsync(this HttpResponse response, int status, string message)
    {
        response.StatusCode = status;
        response.ContentType = "text/plain; charset=utf-8";
        response.Headers.XContentTypeOptions = "nosniff";
        return response.WholeAsync(Encoding.UTF8.GetBytes(message + "\n"));
    }

    public static Task AcceptedAsync(this HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status202Accepted;
        return Task.CompletedTask;
    }

    public static Task JsonAsync(this HttpResponse response, object value)
    {
        response.ContentType = "application/json";
        return response.WholeAsync(JsonSerializer.SerializeToUtf8Bytes(value, Json));
    }

    /// <summary>Sends a short body with its length rather than in chunks.</summary>
    public static Task WholeAsync(this HttpResponse response, byte[] body)
    {
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body).AsTask();
    }

    public static byte[] JsonLine(object value) => [.. JsonSerializer.SerializeToUtf8Bytes(value, Json), (byte)'\n'];

    /// <summary>The body as a value, or null when it is not one.</summary>
    public static async Task<T?> ReadAsync<T>(this HttpRequest request)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, Json, request.HttpContext.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
