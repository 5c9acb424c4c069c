namespace FederatedGateway.Testing;

/// <summary>How a message ended, which for a proxy is part of the answer.</summary>
public enum Ending
{
    /// <summary>Its own framing says it is whole.</summary>
    Complete,

    /// <summary>The connection was closed before the message was whole, or (for a head) before it began.</summary>
    Closed,

    /// <summary>The connection was reset.</summary>
    Reset,
}
