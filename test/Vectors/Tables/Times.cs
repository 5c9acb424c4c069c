using FederatedGateway.Testing;
using static FederatedGateway.Vectors.Row;

namespace FederatedGateway.Vectors.Tables;

/// <summary>NumericDates as they are sent, and the tolerance of 30 s on each.</summary>
public static class Times
{
    private static readonly Outcome Malformed = Refused("token_malformed");
    private static readonly Outcome Expired = Refused("token_expired");
    private static readonly Outcome TooLong = Refused("lifetime_too_long");

    public static Table Table { get; } = new("Times",
    [
        Of("V076/J16", "exp missing", Malformed, f => f.Keycloak().Remove("exp")),
        Of("V077/J16", "exp a string", Malformed, f => f.Keycloak().Set("exp", $"{TokenForge.Now + 300}")),
        Of("V078/J16", "exp with a fraction", Accepted, f => f.Keycloak().Set("exp", TokenForge.Now + 300.5)),
        Of("V079/J17 within", "exp 10 s ago", Accepted, f => f.Keycloak().Set("iat", TokenForge.Now - 300).Set("exp", TokenForge.Now - 10)),
        Of("V079/J17 beyond", "exp 31 s ago", Expired, f => f.Keycloak().Set("iat", TokenForge.Now - 300).Set("exp", TokenForge.Now - 31)),
        Of("V080", "exp in milliseconds", TooLong, f => f.Keycloak().Set("exp", (TokenForge.Now + 300) * 1000)),
        Of("V081/J16 large", "exp beyond any calendar", TooLong, EachExp("1e20", "99999999999999999999", "9223372036854775808", "1e300")),
        Of("V081/J16 past", "exp -1, 0 and far below", Expired, EachExp("-1", "0", "-1e20", "-99999999999999999999")),
        Of("V081/J16 odd", "exp null, true, an object, an infinity", Malformed, EachExp("null", "true", "{}", "1e999", "-1e999")),
        Of("V082", "exp as 3e9, any lifetime accepted", Accepted, EachExp("3e9", "3.0E+9")).In(Scenes.Compat.With("max_token_lifetime", "0")),
        Of("V083 within", "nbf in 20 s", Accepted, f => f.Keycloak().Set("nbf", TokenForge.Now + 20)),
        Of("V083/J16 beyond", "nbf in 60 s and more", Refused("token_not_yet_valid"), Each<double>([60, 90, 1e9, 1e20], (f, ahead) => f.Keycloak().Set("nbf", TokenForge.Now + ahead))),
        Of("V084", "nbf 0, as older Keycloaks write", Accepted, f => f.Keycloak().Set("nbf", 0)),
        Of("V085/J16", "iat tomorrow", Refused("token_not_yet_valid"), f => f.Keycloak().Set("iat", TokenForge.Now + 86400).Set("exp", TokenForge.Now + 86700)),
        Of("V086", "exp before iat, both in reach", Malformed, f => f.Keycloak().Set("iat", TokenForge.Now + 15).Set("exp", TokenForge.Now + 5)),
    ]);

    private static Trial[] EachExp(params string[] json) => Each(json, (f, exp) => f.Keycloak().Remove("exp").AppendToPayload($"\"exp\":{exp}"));
}
