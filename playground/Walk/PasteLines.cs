using FederatedGateway.Playground.Platform;

namespace FederatedGateway.Playground.Walk;

/// <summary>What to paste into another terminal while the playground is up.</summary>
internal static class PasteLines
{
    public static IEnumerable<string> For(LocalPlatform platform)
    {
        var client = platform.Issuer.Clients.Good;
        return
        [
            $"export OPENFAAS_URL={platform.Gateway}",
            $"TOKEN=$(curl -s {platform.Issuer.TokenEndpoint} -d grant_type=client_credentials"
            + $" -d client_id={client.Id} -d client_secret={client.Secret} -d scope=email"
            + """ | sed -n 's/.*"access_token": *"\([^"]*\)".*/\1/p')""",
            "curl -i -H \"Authorization: Bearer $TOKEN\" $OPENFAAS_URL/system/functions",
            "curl -H \"Authorization: Bearer $TOKEN\" $OPENFAAS_URL/function/figlet -d hello",
            "curl -N -H \"Authorization: Bearer $TOKEN\" -H \"Accept: text/event-stream\" $OPENFAAS_URL/function/clock",
            "curl -i $OPENFAAS_URL/system/functions",
            "curl -s " + platform.Health + "/readyz",
            $"faas-cli list --gateway {platform.Gateway} --token \"$TOKEN\"",
            $"faas-cli logs figlet --gateway {platform.Gateway} --token \"$TOKEN\"",
        ];
    }
}
