namespace FederatedGateway.Testing;

/// <summary>What a world is to be like: the settings of the gateway and the state of its surroundings at its start.</summary>
public sealed class WorldPlan
{
    /// <summary>The audience of every gateway under test, and by the documented recipe its client's id.</summary>
    public const string Audience = "fed-gw.example.com";

    /// <summary>Settings by name; those that follow from the world's addresses are filled in at the start, unless set here.</summary>
    public Dictionary<string, string> Settings { get; } = new(StringComparer.Ordinal)
    {
        ["listen_address"] = "127.0.0.1",
        ["port"] = "0",
        ["health_port"] = "0",
        ["audience"] = Audience,
        ["shutdown_delay"] = "0s",
        ["shutdown_timeout"] = "2s",
    };

    public string IssuerPath { get; private set; } = "/realms/openfaas";

    public bool IssuerIsUp { get; private set; } = true;

    public bool WaitsUntilReady { get; private set; } = true;

    public bool HasCredential { get; private set; } = true;

    /// <summary>Runs the gateway as a program even where this process could host it: for signals and exit codes.</summary>
    public bool OwnProcess { get; private set; }

    public Action<TestIssuer> PrepareIssuer { get; private set; } = _ => { };

    public Action<RecordingUpstream> PrepareUpstream { get; private set; } = _ => { };

    public WorldPlan Set(string setting, string value)
    {
        Settings[setting] = value;
        return this;
    }

    public WorldPlan AllowInvoke() => Set("allow_invoke", "true");

    public WorldPlan AudienceMode(string mode) => Set("audience_mode", mode);

    public WorldPlan IssuerAt(string path)
    {
        IssuerPath = path;
        return this;
    }

    /// <summary>Does something to the issuer before the gateway starts.</summary>
    public WorldPlan WithIssuer(Action<TestIssuer> prepare)
    {
        PrepareIssuer = prepare;
        return this;
    }

    /// <summary>Does something to the upstream before the gateway starts.</summary>
    public WorldPlan WithUpstream(Action<RecordingUpstream> prepare)
    {
        PrepareUpstream = prepare;
        return this;
    }

    /// <summary>The issuer does not listen yet, so nobody waits for readiness.</summary>
    public WorldPlan IssuerDown()
    {
        IssuerIsUp = false;
        return WithoutWaiting();
    }

    public WorldPlan WithoutWaiting()
    {
        WaitsUntilReady = false;
        return this;
    }

    /// <summary>The secret mount is empty.</summary>
    public WorldPlan WithoutCredential()
    {
        HasCredential = false;
        return WithoutWaiting();
    }

    public WorldPlan InItsOwnProcess()
    {
        OwnProcess = true;
        return this;
    }
}
