using System.Runtime.CompilerServices;
using FederatedGateway.Configuration;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FederatedGateway.Tests.Admission;

/// <summary>Microsoft.IdentityModel, as strict as it can be configured.</summary>
internal sealed class SecondOpinion(IssuerOptions options, string keySet, TimeProvider time)
{
    private readonly IList<SecurityKey> _keys = new JsonWebKeySet(keySet).GetSigningKeys();

    public async Task<bool> AcceptsAsync(string compact)
    {
        JsonWebToken token;
        try
        {
            token = new(compact);
        }
        catch (ArgumentException)
        {
            return false;
        }

        var parameters = new TokenValidationParameters
        {
            ValidIssuer = options.Issuer,
            ValidAudiences = options.Audiences,
            IgnoreTrailingSlashWhenValidatingAudience = false,
            IssuerSigningKeys = _keys,
            ValidateIssuerSigningKey = true,
            // Without a kid the one key that fits is accepted; the library knows only "all keys" or "none".
            TryAllIssuerSigningKeys = token.Kid.Length == 0,
            ValidAlgorithms = options.Algorithms,
            // ValidTypes would refuse a token without typ, as Okta, Cognito and Kubernetes send it, and is case-sensitive.
            TypeValidator = (type, _, _) => Accepts(type) ? type : throw new SecurityTokenInvalidTypeException(),
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ClockSkew = options.ClockSkew,
        };
        SetClock(parameters, time);
        return (await new JsonWebTokenHandler().ValidateTokenAsync(token, parameters)).IsValid;
    }

    /// <summary>The library keeps its clock to itself; without it, what stands at a limit would be a matter of luck.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_TimeProvider")]
    internal static extern void SetClock(TokenValidationParameters parameters, TimeProvider time);

    private static bool Accepts(string? type) =>
        string.IsNullOrEmpty(type) || new[] { "JWT", "at+jwt", "application/at+jwt" }.Contains(type, StringComparer.OrdinalIgnoreCase);
}
