using CsCheck;
using FederatedGateway.Admission;

namespace FederatedGateway.Tests.Admission;

/// <summary>
/// For generated targets: what the gateway classified and what OpenFaaS makes of the very same bytes are the same resource. OpenFaaS's
/// reading is modelled on its sources: each hop decodes the path once, cleans it, and routes on the result.
/// </summary>
public sealed class RequestTargetProperties
{
    private static readonly string[] Pieces =
    [
        "/", "//", ".", "..", "system", "function", "async-function", "functions", "figlet", "a", "%2e", "%2E", "%2f", "%2F", "%5c", "\\",
        "%25", "%252e", "%252f", "%25252e", "%00", "%2500", "%zz", "%", ";", "#", "?", "%3f", "%23", "%3b", "é", "\u0001", "%41", "%c0%af", "x=1", "&", "-_.", "%20", ".%2e",
    ];

    private static readonly string[] Starts = ["/system/", "/function/", "/async-function/", "/function/a/", "/async-function/a.b/", "/", ""];

    private static readonly Gen<string> Targets =
        from start in Gen.Int[0, Starts.Length - 1].Select(at => Starts[at])
        from rest in Gen.Int[0, Pieces.Length - 1].Select(at => Pieces[at]).Array[0, 8]
        select start + string.Concat(rest);

    [Fact]
    public void What_is_permitted_under_system_stays_there_at_every_hop() => Targets.Sample(
        raw =>
        {
            if (!RequestTarget.TryClassify(raw, out var target, out _) || target.Route != RouteClass.System)
                return true;
            return Hops(raw).All(path => path.StartsWith("/system/", StringComparison.Ordinal) && Go.Clean(path) == path && !path.Contains('?') && !path.Contains('\0'));
        },
        iter: 100_000);

    [Fact]
    public void What_is_permitted_for_a_function_stays_with_it_at_every_hop() => Targets.Sample(
        raw =>
        {
            if (!RequestTarget.TryClassify(raw, out var target, out _) || !target.IsInvoke)
                return true;
            var route = target.Route == RouteClass.Function ? "/function/" : "/async-function/";
            var name = raw[route.Length..].Split('/', '?')[0];
            return Hops(raw).All(path => (Go.Clean(path) + "/").StartsWith(route + name + "/", StringComparison.Ordinal) && !path.Contains('\0'));
        },
        iter: 100_000);

    [Fact]
    public void A_target_is_kept_as_it_came() => Targets.Sample(
        raw => !RequestTarget.TryClassify(raw, out var target, out _) || target.Raw == raw,
        iter: 20_000);

    [Fact]
    public void No_text_whatever_makes_the_classifier_throw() => Gen.String.Sample(
        raw =>
        {
            var permitted = RequestTarget.TryClassify(raw, out _, out var refusal);
            return permitted == (refusal == DenialReason.None);
        },
        iter: 50_000);

    /// <summary>The path as each of four hops sees it; a hop that cannot decode drops the request.</summary>
    private static IEnumerable<string> Hops(string raw)
    {
        var path = raw.Split('?')[0];
        for (var hop = 0; hop < 4; hop++)
        {
            if (Go.Unescape(path) is not { } decoded)
                yield break;
            yield return path = decoded;
        }
    }
}
