using System.Text;

namespace FederatedGateway.Fuzz;

/// <summary>The parsers under test, by name; each takes any bytes and throws only when an invariant is broken.</summary>
public static class Harness
{
    public static IReadOnlyDictionary<string, Action<byte[]>> Targets { get; } = new Dictionary<string, Action<byte[]>>
    {
        // The server hands the target's bytes on as one character each.
        ["target"] = bytes => TargetInvariants.Check(Encoding.Latin1.GetString(bytes)),
        ["token"] = TokenInvariants.Check,
        ["jwks"] = KeySetInvariants.Check,
    };
}
