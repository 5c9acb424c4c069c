using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FederatedGateway.Testing;

namespace FederatedGateway.InteropTests;

/// <summary>The key of a client that asks for tokens bound to it, and its proofs of possession (RFC 9449).</summary>
public sealed class DpopProof : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>A proof for one request.</summary>
    public string Compact(HttpMethod method, string address)
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        var header = new JsonObject
        {
            ["typ"] = "dpop+jwt",
            ["alg"] = "ES256",
            ["jwk"] = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Encode(point.X!), ["y"] = Encode(point.Y!) },
        };
        var claims = new JsonObject
        {
            ["jti"] = Encode(RandomNumberGenerator.GetBytes(16)),
            ["htm"] = method.Method,
            ["htu"] = address,
            ["iat"] = TokenForge.Now,
        };
        var content = $"{Encode(header)}.{Encode(claims)}";
        return $"{content}.{Encode(_key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256))}";
    }

    public void Dispose() => _key.Dispose();

    private static string Encode(JsonObject part) => Encode(Encoding.UTF8.GetBytes(part.ToJsonString()));

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
