using FederatedGateway.Testing;
using static FederatedGateway.Vectors.Row;

namespace FederatedGateway.Vectors.Tables;

/// <summary>Verdicts that are remembered, and for what they must not be taken.</summary>
public static class Remembered
{
    public static Table Table { get; } = new("Remembered",
    [
        Of("R1", "a remembered token of one issuer counts for no other", new Outcome("A 200, B 403 client_not_allowed, A as B 401 signature_invalid, A again 200"),
            TwoIssuers.Trial("rules of B", async (world, other, call) => new Sighting($"A {await call(world.Token())}, B {await call(other.Forge.Keycloak())}, "
                + $"A as B {await call(other.Forge.Keycloak().ForgedWith(world.Issuer.Key))}, A again {await call(world.Token())}"), ("allowed_clients", "fedctl"))),
        Of("R2", "tokens that begin like one that was accepted", new Outcome("accepted 200; resembling 401 signature_invalid; accepted again 200"), Trial.InWorld("resembling", async world =>
        {
            var token = world.Token();
            var call = (string compact) => Asking.AnswerAsync(world.Call("GET", "/system/functions").Bearer(compact));
            var accepted = await call(token.Compact());
            string[] resembling = [token.WithOneBitOfTheSignatureChanged(), token.ForgedWith(CatalogueKeys.Foreign).Compact(), token.Signature(new string('A', 342)).Compact()];
            var answers = new List<string>();
            foreach (var compact in resembling) answers.Add(await call(compact));
            return new Sighting($"accepted {accepted}; resembling {string.Join(" or ", answers.Distinct())}; accepted again {await call(token.Compact())}");
        })).In(Scenes.OneKey.Fresh()),
        Of("R3", "a remembered token whose time runs out", new Outcome("200, 200, then 401 token_expired"), Trial.InWorld("expiring", async world =>
        {
            var token = world.Token().Set("exp", TokenForge.Now + 5).Compact();
            var call = () => Asking.AnswerAsync(world.Call("GET", "/system/functions").Bearer(token));
            var seen = $"{await call()}, {await call()}";
            var then = "";
            await Eventually.TrueAsync(async () => (then = await call()) != "200", "the token expires");
            return new Sighting($"{seen}, then {then}");
        })).In(Scenes.OneKey.With("clock_skew", "0s").Fresh()),
        Of("R4", "one client, two clusters: the token of one at the other", new Outcome("at its own 200, at the other 401 audience_mismatch"), Trial.Alone("two gateways", async () =>
        {
            await using var one = await World.StartAsync(plan => plan.Set("audience", "https://one.example.com"));
            await using var other = await World.StartAsync(plan => plan.Set("audience", "https://two.example.com").WithIssuer(_ =>
                plan.Set("issuer", one.Issuer.Issuer).Set("jwks_url", one.Issuer.Issuer + "/keys")));
            var token = one.Forge.Auth0().Set("aud", "https://one.example.com").Compact();
            var answers = new List<string>();
            foreach (var world in new[] { one, other }) answers.Add(await Asking.AnswerAsync(world.Call("GET", "/system/functions").Bearer(token)));
            return new Sighting($"at its own {answers[0]}, at the other {answers[1]}");
        })).Noting("Which token a control plane takes for which cluster is its own affair; the gateway's part is to refuse the wrong one."),
        Of("R5", "a guessed and the right password are answered alike", new Outcome("alike"), Trial.InWorld("Basic", async world =>
        {
            var call = async (string value) =>
            {
                var answer = await world.Call("GET", "/system/functions").Header($"Authorization: {value}").SendAsync();
                return $"{answer.Head.StartLine} {answer.Header("WWW-Authenticate")} {answer.Text}";
            };
            var (right, guessed) = (await call(world.Upstream.BasicValue), await call("Basic YWRtaW46YWRtaW4="));
            return new Sighting(right == guessed ? "alike" : $"{right} and {guessed}");
        })).Noting("The gateway compares no secret with anything a caller sends, so there is no comparison to time."),
    ]);
}
