namespace FederatedGateway.Reliability;

/// <summary>One token and the only answer that is right for it while nothing is wrong around the gateway.</summary>
/// <param name="Kind">For the reader.</param>
/// <param name="Token">What is sent.</param>
/// <param name="Right">Status and, of a refusal, the reason.</param>
/// <param name="KeyId">The key that signed it.</param>
internal sealed record Shot(string Kind, string Token, string Right, string KeyId)
{
    public const string Valid = "valid";

    public bool IsValid => Kind == Valid;
}

/// <summary>What became of one request.</summary>
/// <param name="Call">Method and size of the body.</param>
/// <param name="CallId">Sent along, so that what OpenFaaS received can be told.</param>
internal sealed record Observation(Shot Shot, string Call, string Answer, long Began, long Ended, string CallId)
{
    public bool IsRight => Answer == Shot.Right;
}
