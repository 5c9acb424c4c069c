namespace FederatedGateway.Playground.OpenFaas;

/// <summary>An asynchronous request in the queue: all its headers, its whole body, and where its answer goes.</summary>
internal sealed record QueuedInvocation(
    string Name, string Path, QueryString Query, IHeaderDictionary Headers, byte[] Body, Uri? Callback);
