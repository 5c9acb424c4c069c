namespace FederatedGateway.Admission;

/// <summary>A document of the issuer could not be had or used. Says what was wrong and what to do, and holds no secret.</summary>
internal sealed class IssuerDocumentException(string cause, string cure) : Exception($"{cause}; {cure}");
