using FederatedGateway.Testing;
using static FederatedGateway.Vectors.Row;

namespace FederatedGateway.Vectors.Tables;

/// <summary>Where a credential may stand and how it is written.</summary>
public static class HttpSyntax
{
    private static readonly Outcome Ambiguous = Outcome.Refused(400, "token_ambiguous");

    public static Table Table { get; } = new("HttpSyntax",
    [
        Of("V143", "the scheme in any case", Accepted, Authorized("bearer {0}"), Authorized("BEARER {0}"), Authorized("bEaReR {0}")),
        Of("V144", "several blanks behind the scheme", Accepted, Authorized("Bearer  {0}"), Authorized("Bearer     {0}  ")),
        Of("V145", "two credentials", Ambiguous,
            Call("two headers", (call, token) => call.Bearer(token).Bearer(token)),
            Call("a second of another scheme", (call, token) => call.Bearer(token).Header("authorization: Basic eDp5")),
            Authorized("Bearer {0}, Bearer {0}"), Authorized("Bearer {0},Basic eDp5"), Authorized("Basic eDp5, Bearer {0}")),
        Of("V146", "another scheme", Refused("scheme_unsupported"), Authorized("Basic YWRtaW46YWRtaW4="), Authorized("DPoP {0}"), Authorized("Token {0}"), Authorized("{0}")),
        Of("V147", "a token in the query, beside a header and alone", Ambiguous,
            Query("beside", "?access_token={0}", alone: false), Query("beside, escaped", "?a=b&%61ccess_token={0}", alone: false), Query("alone", "?access_token={0}", alone: true)),
        Of("V147 log", "a token in the query stays out of the log", new Outcome("400 token_ambiguous; the log does not hold it"), Trial.InWorld("debug", async world =>
        {
            var token = world.Token().Compact();
            var answer = await Asking.AnswerAsync(world.Call("GET", $"/system/functions?access_token={token}"));
            return new Sighting($"{answer}; the log {(world.Log.Text.Contains(token[^40..], StringComparison.Ordinal) ? "holds" : "does not hold")} it");
        })).In(Scenes.Compat.With("debug", "true").Fresh()),
        Of("V148 system", "the caller's Authorization stays here, the cluster's goes on", Accepted,
            Call("as ever", (call, token) => call.Bearer(token)),
            Call("with more", (call, token) => call.Header($"aUTHORIZATION: Bearer {token}").Header($"Proxy-Authorization: Bearer {token}").Header($"Cookie: t={token}"))),
        Of("V148 function", "the caller's Authorization stays here, none goes on", Invoked,
            Trial.Of("function", w => w.CallWithToken("POST", "/function/x")), Trial.Of("async", w => w.CallWithToken("POST", "/async-function/x"))).In(Scenes.Invoke),
        Of("V149/F9", "a token that expires while its stream runs", new Outcome("one, then the token 401 token_expired, then two"), Trial.InWorld("stream", LongAnswer.OutlivesItsTokenAsync))
            .In(Scenes.OneKey.With("clock_skew", "0s").Fresh())
            .Noting("A stream that has begun runs on: the gateway has no time limit of its own for bodies, and the token was good when it began."),
    ]);

    private static Trial Authorized(string value) => Trial.Of(value, w => w.Call("GET", "/system/functions").Header("Authorization: " + value.Replace("{0}", w.Token().Compact(), StringComparison.Ordinal)));

    private static Trial Call(string name, Func<WireRequest, string, WireRequest> change) => Trial.Of(name, w => change(w.Call("GET", "/system/functions"), w.Token().Compact()));

    private static Trial Query(string name, string query, bool alone) => Trial.Of(name, w =>
    {
        var call = w.Call("GET", "/system/functions" + query.Replace("{0}", w.Token().Compact(), StringComparison.Ordinal));
        return alone ? call : call.Bearer(w.Token());
    });
}
