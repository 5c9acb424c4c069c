using System.Text;

namespace FederatedGateway.Forwarding;

/// <summary>
/// Keeps the client library from sending a request again by itself. It does so, up to three times, whenever a connection closes without
/// an answer and there was no body (measured), so that one POST would run a function four times and a quiet log follow would begin
/// anew. RFC 9110 §9.2.2 leaves a repetition to whoever knows what the request means: the caller.
/// </summary>
internal static class SentOnce
{
    private static readonly HttpRequestOptionsKey<bool> Key = new("sent");

    /// <summary>Before each time the gateway itself means to send the request.</summary>
    public static void Allow(HttpRequestMessage request) => request.Options.Set(Key, false);

    /// <summary>
    /// The encoding of a header's value, asked for each time a head is written: the one place where the library shows that it sends.
    /// Latin-1 maps each byte to itself, so what is beyond ASCII goes through as it came.
    /// </summary>
    public static Encoding EncodingOf(string header, HttpRequestMessage request)
    {
        // Every forwarded request carries exactly one.
        if (header.Equals("X-Call-Id", StringComparison.OrdinalIgnoreCase))
        {
            if (request.Options.TryGetValue(Key, out var sent) && sent)
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "OpenFaaS closed the connection without an answer.");
            request.Options.Set(Key, true);
        }

        return Encoding.Latin1;
    }
}
