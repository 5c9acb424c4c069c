using FederatedGateway.Admission;
using static FederatedGateway.Fuzz.InvariantException;

namespace FederatedGateway.Fuzz;

/// <summary>What must hold for every request target, whatever it is.</summary>
public static class TargetInvariants
{
    private const string NameCharacters = "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    /// <summary>Characters that no hop ever reads as anything but themselves.</summary>
    private const string PlainCharacters = NameCharacters + "~!$&'()*+,=:@/";

    public static void Check(string raw)
    {
        var permitted = RequestTarget.TryClassify(raw, out var target, out var refusal);
        Require(permitted ? refusal == DenialReason.None : refusal is DenialReason.TargetInvalid or DenialReason.NotExposed, "a target is permitted, or refused as one");
        Require(permitted || !IsHarmless(raw), "a harmless target of an exposed route is permitted");
        if (!permitted)
            return;

        Require(target.Raw == raw, "a target is kept as it came");
        var hops = OpenFaasHop.Of(raw).ToList();
        Require(hops.Count > 0, "OpenFaaS can read what is permitted");
        switch (target.Route)
        {
            case RouteClass.System:
                Require(hops.All(hop => hop.Route == "system" && hop.IsClean && hop.Path == hops[0].Path), "a system path is the same at every hop");
                break;
            case RouteClass.Function:
                CheckInvocation("function", raw, hops);
                break;
            case RouteClass.AsyncFunction:
                CheckInvocation("async-function", raw, hops);
                break;
            case RouteClass.Health:
                Require(raw.Split('?')[0] == "/healthz", "health has one name");
                break;
            default:
                Require(raw.Split('?')[0] == "/.well-known/oauth-protected-resource", "the metadata has one name");
                break;
        }
    }

    private static void CheckInvocation(string route, string raw, List<OpenFaasHop> hops)
    {
        var name = raw.Split('?')[0].Split('/')[2];
        Require(name.All(NameCharacters.Contains), "a function's name is literal");
        Require(hops.All(hop => hop.Route == route && hop.Name == name && !hop.Path.Contains('\0')), "an invocation stays with its function at every hop");
    }

    /// <summary>
    /// Nothing in it that a hop could take for structure: such a target must not be refused. Under a function that includes escapes, so
    /// long as no level of decoding holds a dot segment, a NUL or a broken escape.
    /// </summary>
    private static bool IsHarmless(string raw)
    {
        var end = raw.IndexOf('?');
        var path = end < 0 ? raw : raw[..end];
        var segments = path.Split('/');
        if (segments.Length < 3 || segments[0] != "" || !raw.All(letter => letter is >= '!' and <= '~') || path.Any(@"\#".Contains))
            return false;
        return segments[1] switch
        {
            "system" => path.All(PlainCharacters.Contains) && !path.Contains("//", StringComparison.Ordinal) && !HasDots(path),
            "function" or "async-function" => segments[2].Length > 0 && segments[2].All(NameCharacters.Contains) && IsHarmlessOnEveryLevel(path),
            _ => false,
        };
    }

    private static bool HasDots(string path) => path.Split('/', '?', '#').Any(segment => segment is "." or "..");

    private static bool IsHarmlessOnEveryLevel(string path)
    {
        var level = path;
        for (var depth = 0; level is not null && !level.Contains('\0') && !HasDots(level); depth++)
        {
            // Deeper than anybody encodes, the gateway refuses without looking on.
            if (!level.Contains('%') || depth == 8)
                return !level.Contains('%');
            level = Go.Unescape(level);
        }

        return false;
    }
}
