using static FederatedGateway.Vectors.Row;

namespace FederatedGateway.Vectors.Tables;

/// <summary>Keycloak from 17 to 26: where the client's name stands, what <c>aud</c> holds, and how <c>jti</c> begins, by version and settings.</summary>
public static class KeycloakTokens
{
    private const string Realm = "https://keycloak.example.com/realms/openfaas";

    // With the blanks that Keycloak really writes.
    private const string Header = """{"alg":"RS256","typ" : "JWT","kid" : "VkoGfZ3-S8Q0123456789abcdefghijklmnopqrstuv"}""";

    private static readonly Outcome NotOurs = Refused("audience_mismatch");

    public static IReadOnlyList<Golden> All { get; } =
    [
        ByClient("Keycloak 17", """
            {"exp":{exp},"iat":{iat},"jti":"39c77550-985a-409f-a29c-0f3f49df70e4","iss":"{iss}","aud":"account","sub":"2d6baa03-7c5c-4d02-8f88-f2934fb32d0c",
            "typ":"Bearer","azp":"{aud}","acr":"1","allowed-origins":["/*"],"realm_access":{"roles":["offline_access","default-roles-openfaas","uma_authorization"]},
            "resource_access":{"account":{"roles":["manage-account","manage-account-links","view-profile"]}},"scope":"email profile","clientHost":"10.42.0.7",
            "clientId":"{aud}","email_verified":false,"preferred_username":"service-account-{aud}","clientAddress":"10.42.0.7"}
            """),
        ByClient("Keycloak 21.1", """
            {"exp":{exp},"iat":{iat},"jti":"39c77550-985a-409f-a29c-0f3f49df70e4","iss":"{iss}","aud":"account","sub":"2d6baa03-7c5c-4d02-8f88-f2934fb32d0c",
            "typ":"Bearer","azp":"{aud}","acr":"1","allowed-origins":["/*"],"realm_access":{"roles":["offline_access","default-roles-openfaas","uma_authorization"]},
            "resource_access":{"account":{"roles":["manage-account","manage-account-links","view-profile"]}},"scope":"email profile","clientHost":"10.42.0.7",
            "email_verified":false,"preferred_username":"service-account-{aud}","clientAddress":"10.42.0.7","client_id":"{aud}"}
            """),
        ByClient("Keycloak 25", """
            {"exp":{exp},"iat":{iat},"jti":"5c1f0b9e-2f63-4f55-9a0e-6a3f4c1f7f10","iss":"{iss}","aud":"account","sub":"2d6baa03-7c5c-4d02-8f88-f2934fb32d0c",
            "typ":"Bearer","azp":"{aud}","acr":"1","realm_access":{"roles":["offline_access","default-roles-openfaas","uma_authorization"]},
            "resource_access":{"account":{"roles":["manage-account","manage-account-links","view-profile"]}},"scope":"profile email","clientHost":"10.42.0.7",
            "email_verified":false,"preferred_username":"service-account-{aud}","clientAddress":"10.42.0.7","client_id":"{aud}"}
            """),
        ByClient("Keycloak 26.1", """
            {"exp":{exp},"iat":{iat},"jti":"trrtcc:f40b4ab4-3a4e-4c0e-9d1a-0d3c8f6f1c22","iss":"{iss}","aud":"account","sub":"47027b3f-7c5c-4d02-8f88-f2934fb32d0c",
            "typ":"Bearer","azp":"{aud}","acr":"1","realm_access":{"roles":["offline_access","uma_authorization","default-roles-openfaas"]},"scope":"email profile",
            "clientHost":"10.42.0.7","email_verified":false,"preferred_username":"service-account-{aud}","clientAddress":"10.42.0.7","client_id":"{aud}"}
            """),
        ByClient("Keycloak 27, no audience", """
            {"exp":{exp},"iat":{iat},"jti":"trrtcc:f40b4ab4-3a4e-4c0e-9d1a-0d3c8f6f1c22","iss":"{iss}","sub":"47027b3f-7c5c-4d02-8f88-f2934fb32d0c",
            "typ":"Bearer","azp":"{aud}","acr":"1","scope":"email profile","clientHost":"10.42.0.7","email_verified":false,
            "preferred_username":"service-account-{aud}","clientAddress":"10.42.0.7","client_id":"{aud}"}
            """),
        ByClient("Keycloak 26 lightweight", """
            {"exp":{exp},"iat":{iat},"jti":"trltcc:9d3d5c1e-8d7a-4b7f-a1b2-3c4d5e6f7a8b","iss":"{iss}","sub":"47027b3f-7c5c-4d02-8f88-f2934fb32d0c","typ":"Bearer","azp":"{aud}","scope":"email profile"}
            """),
        new("Keycloak 26.7 minimal", Realm, Header, """
            {"exp":{exp},"iat":{iat},"jti":"trrtcc:9d3d5c1e-8d7a-4b7f-a1b2-3c4d5e6f7a8b","iss":"{iss}","aud":["{aud}","svc-onboarding"],
            "sub":"47027b3f-7c5c-4d02-8f88-f2934fb32d0c","typ":"Bearer","azp":"svc-community","scope":"community.read"}
            """) { Life = 300 },
        new("Keycloak 26.7 minimal, no mapper", Realm, Header, """
            {"exp":{exp},"iat":{iat},"jti":"trrtcc:9d3d5c1e-8d7a-4b7f-a1b2-3c4d5e6f7a8b","iss":"{iss}","aud":["svc-digital-twin","svc-onboarding"],
            "sub":"47027b3f-7c5c-4d02-8f88-f2934fb32d0c","typ":"Bearer","azp":"{aud}","scope":"community.read"}
            """) { Life = 300, Compat = NotOurs, Strict = NotOurs, Note = "Addressed to other services by name, so the client does not count." },
        new("Keycloak 26 at+jwt", Realm, """{"alg":"RS256","typ" : "at+jwt","kid" : "H254jN0123456789abcdefghijklmnopqrstuvwxyzA"}""", """
            {"exp":{exp},"iat":{iat},"jti":"trrtcc:37b0c6a1-8d7a-4b7f-a1b2-3c4d5e6f7a8b","iss":"{iss}","aud":["{aud}","account"],
            "sub":"47027b3f-7c5c-4d02-8f88-f2934fb32d0c","typ":"Bearer","azp":"slipway","acr":"1","scope":"email profile","client_id":"slipway"}
            """) { Life = 300 },
        ByClient("Keycloak 26, the client known by SPIFFE", """
            {"exp":{exp},"iat":{iat},"jti":"trrtcc:f40b4ab4-3a4e-4c0e-9d1a-0d3c8f6f1c22","iss":"{iss}","aud":"account","sub":"47027b3f-7c5c-4d02-8f88-f2934fb32d0c","typ":"Bearer",
            "azp":"{aud}","acr":"1","realm_access":{"roles":["offline_access","uma_authorization","default-roles-spiffe"]},"scope":"email profile",
            "clientHost":"10.42.0.7","email_verified":false,"preferred_username":"service-account-{aud}","clientAddress":"10.42.0.7","client_id":"{aud}"}
            """),
    ];

    private static Golden ByClient(string name, string payload) => new(name, Realm, Header, payload) { Life = 300, Strict = NotOurs };
}
