using FederatedGateway.Testing;

namespace FederatedGateway.Vectors;

/// <summary>Sends one request and sees what the caller, the upstream and the issuer saw of it.</summary>
public static class Watch
{
    public static Task<Sighting> Async(World world, WireRequest request) => Async(world, request.SendAsync);

    public static async Task<Sighting> Async(World world, Func<Task<RawResponse>> send)
    {
        world.Upstream.Forget();
        var (keys, discovery, strays) = (world.Issuer.Keys.Fetches, world.Issuer.Discovery.Fetches, world.Issuer.Strays);
        var (answer, body) = await AnswerAsync(send);
        return new Sighting(
            answer,
            body,
            Forwarded(world.Upstream),
            world.Issuer.Keys.Fetches - keys,
            world.Issuer.Discovery.Fetches - discovery,
            world.Issuer.Strays - strays);
    }

    /// <summary>Status, reason code, and whatever of a refusal is not as RFC 6750 has it.</summary>
    public static string Answer(RawResponse answer)
    {
        if (answer.Ending != Ending.Complete) return $"{answer.Status} that ends with {answer.Ending}";
        if (answer.Status is 200 || answer.Body.Length == 0) return answer.Status == 200 && answer.Text != "ok" ? $"200 with another body: {answer.Text}" : $"{answer.Status}";
        var challenges = answer.Head.Values("WWW-Authenticate");
        var expected = (answer.Status, answer.Reason) switch
        {
            (401, "token_missing" or "scheme_unsupported") => null,
            (401, _) => "error=\"invalid_token\"",
            (403, _) => "error=\"insufficient_scope\"",
            _ => "",
        };
        var isRight = expected switch
        {
            "" => challenges.All(IsBearer),
            null => challenges is [var bare] && IsOurs(bare) && !bare.Contains("error", StringComparison.Ordinal),
            _ => challenges is [var only] && IsOurs(only) && only.Contains(expected, StringComparison.Ordinal),
        };
        if (answer.Body.Length >= 512) return $"{answer.Status} with {answer.Body.Length} bytes";
        return $"{answer.Status} {answer.Reason}{(isRight ? "" : $" with the challenge {string.Join(" and ", challenges)}")}";
    }

    /// <summary>It names the metadata (RFC 9728), and not the realm at whose sight faas-cli starts a token exchange.</summary>
    private static bool IsOurs(string challenge) => IsBearer(challenge) && !challenge.Contains("IAM function invoke", StringComparison.Ordinal)
        && challenge.Contains("resource_metadata=\"http", StringComparison.Ordinal) && challenge.Contains("/.well-known/oauth-protected-resource\"", StringComparison.Ordinal);

    private static bool IsBearer(string challenge) => challenge.StartsWith("Bearer", StringComparison.Ordinal);

    private static async Task<(string Answer, string Body)> AnswerAsync(Func<Task<RawResponse>> send)
    {
        try
        {
            var answer = await send();
            return (Answer(answer), answer.Text);
        }
        catch (IOException)
        {
            return ("no answer", "");
        }
    }

    private static string Forwarded(RecordingUpstream upstream) => upstream.Requests switch
    {
        [] => Upstream.Nothing,
        [var only] => Describe(only, upstream.BasicValue),
        var several => $"{several.Count} requests",
    };

    private static string Describe(RecordedRequest request, string basic)
    {
        var authorizations = request.Values("Authorization");
        // A JWT begins with the base64url of `{"`, wherever in the request it may have got to.
        if (request.ToString().Contains("eyJ", StringComparison.Ordinal)) return "one with the caller's token in it";
        if (authorizations is []) return Upstream.Bare;
        return authorizations is [var only] && only == basic ? Upstream.Basic : $"one with the credentials {string.Join(" and ", authorizations)}";
    }
}
