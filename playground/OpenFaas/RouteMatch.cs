namespace FederatedGateway.Playground.OpenFaas;

/// <summary>The variable parts of a path that a route matched.</summary>
internal readonly record struct RouteMatch(string Name, string Rest);
