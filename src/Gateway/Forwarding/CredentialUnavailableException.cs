namespace FederatedGateway.Forwarding;

/// <summary>The credential's files stopped giving one between admission and sending; the request was not sent.</summary>
internal sealed class CredentialUnavailableException() : Exception("There is no credential for OpenFaaS.");
