namespace FederatedGateway.Playground.OpenFaas;

/// <summary>What may follow the fixed part of a route.</summary>
internal enum RouteKind
{
    /// <summary>Nothing, not even a slash.</summary>
    Exact,

    /// <summary>One function name.</summary>
    Name,

    /// <summary>One function name and any path below it.</summary>
    NameAndRest,

    /// <summary>Anything, or nothing.</summary>
    Any,
}
