using System.Diagnostics.CodeAnalysis;

namespace FederatedGateway.Fuzz;

/// <summary>Something that must always hold did not, for this input.</summary>
public sealed class InvariantException(string message) : Exception(message)
{
    public static void Require([DoesNotReturnIf(false)] bool holds, string what)
    {
        if (!holds)
            throw new InvariantException(what);
    }
}
