namespace FederatedGateway.Admission;

/// <summary>What an issuer says of a key beside the key itself (RFC 7517 §4).</summary>
/// <param name="Id">The <c>kid</c>; a key may have none.</param>
/// <param name="OnlyAlgorithm">The <c>alg</c> it is for; null for every algorithm of its kind.</param>
/// <param name="IsExposed">Its private part, <c>d</c>, stands beside it.</param>
internal sealed record KeyTerms(string? Id, string? OnlyAlgorithm, bool IsExposed);
