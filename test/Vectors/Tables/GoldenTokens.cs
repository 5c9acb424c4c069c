using static FederatedGateway.Vectors.Row;

namespace FederatedGateway.Vectors.Tables;

/// <summary>What the other issuers send: hosted and self-hosted identity providers, then platforms and CI.</summary>
public static class GoldenTokens
{
    private const string Tenant = "9c5a1f2e-6f0b-4a55-8c6d-2f1e7b3a9d10";
    private const string Principal = "0b2d1c9a-5f54-4b1e-9f0c-3e9a7b6c5d4e";

    private static readonly Outcome NotOurs = Refused("audience_mismatch");

    public static IReadOnlyList<Golden> All { get; } =
    [
        new("Auth0", "https://sandbox.us.auth0.com/", """{"alg":"RS256","typ":"JWT","kid":"FChMh5aiSbbpUSQfa03b1"}""",
            """{"iss":"{iss}","sub":"OOZH6s5sX@clients","aud":"{aud}","iat":{iat},"exp":{exp},"gty":"client-credentials","azp":"OOZH6s5sX"}""") { Life = 86400 },
        new("Auth0, RFC 9068", "https://sandbox.us.auth0.com/", """{"alg":"RS256","typ":"at+jwt","kid":"FChMh5aiSbbpUSQfa03b1"}""",
            """{"iss":"{iss}","sub":"OOZH6s5sX@clients","aud":"{aud}","iat":{iat},"exp":{exp},"jti":"W0pVvyxa","client_id":"OOZH6s5sX"}""") { Life = 86400 },
        new("Auth0, 30 days", "https://sandbox.us.auth0.com/", """{"alg":"RS256","typ":"JWT","kid":"FChMh5aiSbbpUSQfa03b1"}""",
            """{"iss":"{iss}","sub":"OOZH6s5sX@clients","aud":"{aud}","iat":{iat},"exp":{exp},"gty":"client-credentials","azp":"OOZH6s5sX"}""")
            { Life = 2592000, Compat = Refused("lifetime_too_long"), Strict = Refused("lifetime_too_long"), Note = "Longer than the day that is accepted unless max_token_lifetime says otherwise." },
        new("Okta", "https://acme.okta.com/oauth2/default", """{"alg":"RS256","kid":"45js03w0djwedsw"}""",
            """{"ver":1,"jti":"AT.0mP4-kx2","iss":"{iss}","aud":"{aud}","iat":{iat},"exp":{exp},"cid":"0oa1f2g3h4","scp":["fn.deploy"],"sub":"0oa1f2g3h4"}"""),
        new("Entra ID v2", $"https://login.microsoftonline.com/{Tenant}/v2.0", """{"typ":"JWT","alg":"RS256","kid":"2ZQpJ3UpbjAYXYGaXEJl8lV0TOI"}""", $$"""
            {"aud":"{aud}","iss":"{iss}","iat":{iat},"nbf":{iat},"exp":{exp},"aio":"k2BgYOhV","azp":"535fb089-9ff3-47b6-9bfb-4f1264799865","azpacr":"1",
            "oid":"{{Principal}}","rh":"1.AAA","roles":["Fn.Deploy"],"sub":"{{Principal}}","tid":"{{Tenant}}","uti":"x","ver":"2.0"}
            """) { Audience = "6e74172b-be56-4843-9ff4-e66a39bb12e3", Settings = [("allowed_clients", "535fb089-9ff3-47b6-9bfb-4f1264799865")], Life = 4500 },
        new("Entra ID v1", $"https://sts.windows.net/{Tenant}/", """{"typ":"JWT","alg":"RS256","x5t":"nOo3ZDrODXEK1jKWhXslHR_KXEg","kid":"nOo3ZDrODXEK1jKWhXslHR_KXEg"}""", $$"""
            {"aud":"{aud}","iss":"{iss}","iat":{iat},"nbf":{iat},"exp":{exp},"aio":"E2ZgYDA","appid":"535fb089-9ff3-47b6-9bfb-4f1264799865","appidacr":"1",
            "idp":"https://sts.windows.net/{{Tenant}}/","oid":"{{Principal}}","roles":["Fn.Deploy"],"sub":"{{Principal}}","tid":"{{Tenant}}","uti":"x","ver":"1.0"}
            """) { Audience = "api://fed-gw", Settings = [("allowed_clients", "535fb089-9ff3-47b6-9bfb-4f1264799865")], Life = 4500 },
        new("Cognito", "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_aB3dE5fGh", """{"kid":"1234example=","alg":"RS256"}""", """
            {"sub":"{aud}","token_use":"access","scope":"fedgw/deploy","auth_time":{iat},"iss":"{iss}","exp":{exp},"iat":{iat},"version":2,
            "jti":"7f1b5c3e-0b0e-4a52-9f0e-0a1b2c3d4e5f","client_id":"{aud}"}
            """) { Audience = "6rupb2example", Strict = NotOurs },
        new("Dex", "https://dex.example.com/dex", """{"alg":"RS256","kid":"0d2f4c6b8a9e1f3d5c7b9a8e6f4d2c0b1a3e5f7d"}""",
            """{"iss":"{iss}","sub":"Cg1mZWQtZ3cuZXhhbXBsZRIFbG9jYWw","aud":"{aud}","exp":{exp},"iat":{iat},"at_hash":"HK6E_P6Dh8Y93mRNtsDB1Q","name":"fed-gw"}""") { Life = 86400 },
        new("Dex, cross-client", "https://dex.example.com/dex", """{"alg":"RS256","kid":"0d2f4c6b8a9e1f3d5c7b9a8e6f4d2c0b1a3e5f7d"}""",
            """{"iss":"{iss}","sub":"Cg1mZWQtZ3cuZXhhbXBsZRIFbG9jYWw","aud":["{aud}","control-plane"],"azp":"control-plane","exp":{exp},"iat":{iat},"at_hash":"HK6E_P6Dh8Y93mRNtsDB1Q"}""") { Life = 86400 },
        new("ZITADEL", "https://zitadel.example.com", """{"alg":"RS256","kid":"263712345678901234","typ":"JWT"}""", """
            {"aud":["328800000000000001","{aud}"],"client_id":"fedctl","exp":{exp},"iat":{iat},"iss":"{iss}","jti":"V2_328800000000000009-at_328800000000000010",
            "nbf":{iat},"sub":"383900000000000001"}
            """) { Audience = "378800000000000002", Settings = [("allowed_clients", "fedctl")], Life = 43200 },
        new("authentik", "https://authentik.example.com/application/o/fed-gw/", """{"alg":"RS256","kid":"a1b2c3d4e5f6","typ":"JWT"}""", """
            {"iss":"{iss}","sub":"f3b0c44298fc1c149afbf4c8996fb924","aud":"{aud}","exp":{exp},"iat":{iat},"auth_time":{iat},
            "acr":"goauthentik.io/providers/oauth2/default","azp":"{aud}","uid":"x9KqLm"}
            """),
        new("Hydra, audience asked", "https://hydra.example.com/", """{"alg":"RS256","kid":"b1c2d3e4","typ":"JWT"}""",
            """{"aud":["{aud}"],"client_id":"control-plane","exp":{exp},"ext":{},"iat":{iat},"iss":"{iss}","jti":"0a1b2c3d","nbf":{iat},"scp":["deploy"],"sub":"control-plane"}"""),
        new("Hydra, none asked", "https://hydra.example.com", """{"alg":"RS256","kid":"b1c2d3e4","typ":"JWT"}""",
            """{"aud":[],"client_id":"{aud}","exp":{exp},"ext":{},"iat":{iat},"iss":"{iss}","jti":"0a1b2c3d","nbf":{iat},"scp":["deploy"],"sub":"{aud}"}""") { Strict = NotOurs },
        new("PingOne", $"https://auth.pingone.com/{Tenant}/as", """{"alg":"RS256","kid":"default"}""", $$"""
            {"client_id":"3c1f0b9e","iss":"{iss}","jti":"5f4e","iat":{iat},"exp":{exp},"aud":["{aud}"],"scope":"fn:deploy","env":"{{Tenant}}","org":"o","p1.rid":"r"}
            """) { Audience = "https://fed-gw.example.com" },
        new("PingOne, at+jwt", $"https://auth.pingone.com/{Tenant}/as", """{"alg":"RS256","kid":"default","typ":"at+jwt"}""", $$"""
            {"client_id":"3c1f0b9e","iss":"{iss}","jti":"5f4e","iat":{iat},"exp":{exp},"aud":["{aud}"],"scope":"fn:deploy","env":"{{Tenant}}","org":"o","p1.rid":"r"}
            """) { Audience = "https://fed-gw.example.com", Strict = Refused("claims_incomplete"), Note = "RFC 9068 asks for sub, which applications of PingOne have not; strict takes it at its word." },
        new("ADFS", "http://adfs.contoso.com/adfs/services/trust", """{"typ":"JWT","alg":"RS256","x5t":"9P7jAbCdEfGh","kid":"9P7jAbCdEfGh"}""", """
            {"aud":"{aud}","iss":"{iss}","iat":{iat},"nbf":{iat},"exp":{exp},"apptype":"Confidential","appid":"535fb089-9ff3-47b6-9bfb-4f1264799865",
            "authmethod":"http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password","auth_time":"2026-11-23T09:12:31.000Z","ver":"1.0"}
            """) { Audience = "https://fed-gw.example.com", Settings = [("allow_insecure_issuer", "true")] },
        new("OpenIddict, unencrypted", "https://localhost:5001/", """{"alg":"RS256","kid":"6D8F1A2B3C4D5E6F","typ":"at+jwt"}""",
            """{"iss":"{iss}","exp":{exp},"iat":{iat},"aud":"{aud}","scope":"deploy","jti":"1b2c3d4e-5f60-4718-92a3-b4c5d6e7f809","sub":"control-plane","client_id":"control-plane","oi_prst":"control-plane"}"""),
        new("node oidc-provider", "https://op.example.com", """{"alg":"ES256","typ":"at+jwt","kid":"keystore-CHANGE-ME"}""",
            """{"jti":"dQ2a7","sub":"control-plane","iat":{iat},"exp":{exp},"scope":"deploy","client_id":"control-plane","iss":"{iss}","aud":"{aud}"}""") { Key = CatalogueKeys.Ec },
    ];

    public static IReadOnlyList<Golden> OfPlatforms { get; } =
    [
        new("Kubernetes", "https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF", """{"alg":"RS256","kid":"989b5f4e0c9f"}""", """
            {"aud":["{aud}"],"exp":{exp},"iat":{iat},"iss":"{iss}","jti":"0c9f","kubernetes.io":{"namespace":"control-plane","pod":{"name":"fedctl-0","uid":"d7f1"},
            "serviceaccount":{"name":"fedctl","uid":"a709"}},"nbf":{iat},"sub":"system:serviceaccount:control-plane:fedctl"}
            """) { Audience = "https://fed-gw.customer1.example.com", Settings = [("allowed_subjects", "system:serviceaccount:control-plane:fedctl")] },
        new("Kubernetes, legacy secret", "https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF", """{"alg":"RS256","kid":"989b5f4e0c9f"}""", """
            {"iss":"kubernetes/serviceaccount","kubernetes.io/serviceaccount/namespace":"default","kubernetes.io/serviceaccount/secret.name":"default-token-x",
            "sub":"system:serviceaccount:default:default"}
            """) { Settings = [("allowed_subjects", "system:serviceaccount:default:default")], Compat = Refused("issuer_mismatch"), Strict = Refused("issuer_mismatch") },
        new("GitHub Actions", "https://token.actions.githubusercontent.com", """{"typ":"JWT","alg":"RS256","x5t":"eBZ_cn3sXYAd0ch4THBKHIgOwOE","kid":"78167F727DEC5D801DD1C8784C704A1C880EC0E1"}""", """
            {"jti":"example-id","sub":"repo:acme/infra:environment:prod","environment":"prod","aud":"{aud}","ref":"refs/heads/main","sha":"e1a2","repository":"acme/infra",
            "repository_owner":"acme","actor_id":"12","repository_visibility":"private","repository_id":"74","repository_owner_id":"65","run_id":"1","run_number":"10",
            "run_attempt":"2","runner_environment":"github-hosted","actor":"octocat","workflow":"w","head_ref":"","base_ref":"","event_name":"workflow_dispatch",
            "ref_type":"branch","job_workflow_ref":"acme/infra/.github/workflows/d.yml@refs/heads/main","iss":"{iss}","nbf":{iat},"exp":{exp},"iat":{iat}}
            """) { Audience = "https://fed-gw.example.com", Settings = [("required_claims", """{"/repository_owner_id":"65","/repository_id":"74","/environment":"prod"}""")], Life = 300 },
        new("GitLab CI", "https://gitlab.com", """{"kid":"4i3sFE7sxqNPOT7FdvcGA1ZVGGI_r-tsDXnEuYT4ZqE","typ":"JWT","alg":"RS256"}""", """
            {"namespace_id":"72","namespace_path":"acme","project_id":"20","project_path":"acme/infra","user_id":"1","user_login":"sample","pipeline_id":"574",
            "pipeline_source":"push","job_id":"302","ref":"main","ref_type":"branch","ref_protected":"true","runner_id":1,"runner_environment":"gitlab-hosted",
            "sub":"project_path:acme/infra:ref_type:branch:ref:main","aud":"{aud}","iss":"{iss}","jti":"235b3a54-b797-45c7-ae9a-f72d7bc6ef5b","iat":{iat},"nbf":{iat},"exp":{exp}}
            """) { Audience = "https://fed-gw.example.com", Settings = [("required_claims", """{"/project_id":"20","/ref_protected":"true"}""")], Life = 300 },
        new("Google", "https://accounts.google.com", """{"alg":"RS256","kid":"6f7254101f56e41cf35c9926de84a2d552b4c6f1","typ":"JWT"}""", """
            {"aud":"{aud}","azp":"117000000000000000001","email":"bot@acme.iam.gserviceaccount.com","email_verified":true,"exp":{exp},"iat":{iat},"iss":"{iss}","sub":"117000000000000000001"}
            """) { Audience = "https://fed-gw.example.com", Settings = [("required_claims", """{"/email":"bot@acme.iam.gserviceaccount.com","/email_verified":"true"}""")] },
        new("SPIFFE, by SPIRE's discovery provider", "https://spire.example.com", """{"alg":"RS256","kid":"V8FyzPmyzRl9Yk0nQeGFz","typ":"JWT"}""",
            """{"aud":["{aud}"],"exp":{exp},"iat":{iat},"iss":"{iss}","sub":"spiffe://example.com/control-plane/fedctl"}""") { Settings = [("allowed_subjects", "spiffe://example.com/control-plane/fedctl")], Life = 300 },
        new("SPIFFE, bare JWT-SVID", "https://spire.example.com", """{"alg":"RS256","kid":"V8FyzPmyzRl9Yk0nQeGFz","typ":"JOSE"}""",
            """{"aud":["{aud}"],"exp":{exp},"iat":{iat},"sub":"spiffe://example.com/control-plane/fedctl"}""")
            { Compat = Refused("type_refused"), Strict = Refused("type_refused"), Life = 300, Note = "Without a mode for SPIFFE a token needs an iss and an ordinary typ." },
    ];
}
