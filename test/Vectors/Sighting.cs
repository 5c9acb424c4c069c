namespace FederatedGateway.Vectors;

/// <summary>What one trial saw: the answer to the caller, what reached the upstream, and how often the issuer was asked.</summary>
/// <param name="Answer">Status and reason code, or a sentence where the row is about more than one answer.</param>
/// <param name="Body">The text of the answer.</param>
/// <param name="Forwarded">What the upstream received.</param>
/// <param name="Keys">Fetches of the key set.</param>
/// <param name="Discovery">Fetches of the discovery document.</param>
/// <param name="Strays">Requests to any other address of the issuer: bait that was taken.</param>
public sealed record Sighting(string Answer, string Body = "", string Forwarded = "", int Keys = 0, int Discovery = 0, int Strays = 0);
