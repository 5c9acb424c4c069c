namespace FederatedGateway.Vectors.Tables;

/// <summary>Every issuer's own token, by the settings its documentation leads to, in both modes.</summary>
public static class Providers
{
    // {"alg":"RSA-OAEP","enc":"A256CBC-HS512","typ":"at+jwt","cty":"JWT"}
    private static readonly string Encrypted =
        $"eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZDQkMtSFM1MTIiLCJ0eXAiOiJhdCtqd3QiLCJjdHkiOiJKV1QifQ.{new string('A', 342)}.{new string('A', 22)}.{new string('A', 200)}.{new string('A', 43)}";

    public static Table Table { get; } = new("Providers",
    [
        .. Rows("V150", KeycloakTokens.All),
        .. Rows("V151", GoldenTokens.All),
        .. Rows("V151", GoldenTokens.OfPlatforms),
        Row.OfText("V151 OpenIddict, as it comes", "encrypted: a JWE", Row.Refused("token_malformed").Saying("encrypted"), _ => Encrypted),
    ]);

    private static IEnumerable<Vector> Rows(string id, IEnumerable<Golden> tokens) => tokens.SelectMany(golden => new[]
    {
        Of(id, golden, "compat", golden.Compat), Of(id, golden, "strict", golden.Strict),
    });

    private static Vector Of(string id, Golden golden, string mode, Outcome expected) =>
        new($"{id} {golden.Name}, {mode}", golden.Issuer, expected, Trial.Of(golden.Name, _ => golden.Token())) { Scenes = [golden.Scene(mode)], Note = mode == "compat" ? golden.Note : null };
}
