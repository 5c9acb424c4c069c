using System.Net;
using FederatedGateway.Admission;

namespace FederatedGateway.Configuration;

/// <summary>
/// The settings of the gateway, each read and checked here and nowhere else. Reports every fault at once
/// (<see cref="GatewayConfigurationException"/>); returns only options that can take effect.
/// </summary>
internal static class GatewayOptionsReader
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static GatewayOptions Read(IReadOnlyDictionary<string, string> environment)
    {
        var settings = new SettingsReader(environment);
        var options = Bind(settings);
        settings.RefuseUnknownKeys();
        return settings.Faults.Count == 0 ? options : throw new GatewayConfigurationException(settings.Faults);
    }

    /// <summary>The names of all settings, those that this version refuses included.</summary>
    public static IReadOnlyCollection<string> Names()
    {
        var settings = new SettingsReader(new Dictionary<string, string>());
        Bind(settings);
        return settings.Known;
    }

    private static GatewayOptions Bind(SettingsReader settings)
    {
        var allowInvoke = settings.Flag("allow_invoke");
        var options = new GatewayOptions
        {
            Listener = ReadListener(settings),
            Issuers = IssuerOptionsReader.ReadAll(settings),
            Upstream = ReadUpstream(settings),
            AllowInvoke = allowInvoke,
            CallbackHosts = CallbackHosts.Read(settings, "callback_hosts", allowInvoke),
            Paused = settings.Flag("paused"),
            Debug = settings.Flag("debug"),
            JsonLog = settings.Choice("log_encoding", false, ("console", false), ("json", true)),
            Warnings = settings.Warnings,
        };
        if (options.Paused)
            settings.Warn("paused=true: every request is refused with 503 until it is unset");

        settings.RefuseUnsupported("roles", "policies");
        return options;
    }

    private static ListenerOptions ReadListener(SettingsReader settings)
    {
        var listener = new ListenerOptions
        {
            Address = ReadAddress(settings),
            Port = settings.Port("port", 8080),
            HealthPort = settings.Port("health_port", 8081),
            PublicUrl = ReadPublicUrl(settings),
            Tls = TlsOptions.Read(settings),
            TrustedProxies = TrustedProxies.Read(settings, "trusted_proxies"),
            ShutdownDelay = settings.Time("shutdown_delay", TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(1), Hour, zero: true),
            ShutdownTimeout = settings.Time("shutdown_timeout", TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(1), 24 * Hour, zero: true),
        };
        if (listener.Port == listener.HealthPort && listener.Port != 0)
            settings.Fault("health_port", $"is {listener.Port}, the same as port", "Choose another port; health and metrics are never served in public");
        return listener;
    }

    private static IPAddress ReadAddress(SettingsReader settings)
    {
        if (settings.Text("listen_address") is not { } text)
            return IPAddress.IPv6Any;
        if (IPAddress.TryParse(text, out var address))
            return address;
        settings.Fault("listen_address", $"\"{text}\" is not an IP address", "Write an address of this machine, such as 127.0.0.1, or unset it to listen on all");
        return IPAddress.IPv6Any;
    }

    private static string? ReadPublicUrl(SettingsReader settings)
    {
        if (SettingUrl.Read(settings, "public_url", settings.Text("public_url")) is not { } url)
            return null;
        if (url.AbsolutePath != "/")
            settings.Fault("public_url", "holds a path", "Give the gateway a host of its own; faas-cli and the go-sdk drop base paths");
        return url.GetLeftPart(UriPartial.Authority);
    }

    private static UpstreamOptions ReadUpstream(SettingsReader settings)
    {
        var url = SettingUrl.Read(settings, "gateway_url", settings.Text("gateway_url") ?? "http://gateway.openfaas:8080");
        var upstream = new UpstreamOptions
        {
            GatewayUrl = url?.AbsoluteUri.TrimEnd('/') ?? "",
            CaFile = CertificateBundle.ReadPath(settings, "gateway_ca_file"),
            Timeout = settings.Time("upstream_timeout", TimeSpan.Zero, TimeSpan.FromMilliseconds(1), 24 * Hour, zero: true),
            SecretMountPath = settings.Text("secret_mount_path") ?? "/var/secrets",
        };
        if (upstream.CaFile is not null && url?.Scheme == Uri.UriSchemeHttp)
            settings.Fault("gateway_ca_file", "has no effect, because gateway_url is plain http", "Unset it, or use https in gateway_url");
        return upstream;
    }

    /// <summary>Bounds shared by the settings that time the keys.</summary>
    public static TimeSpan Interval(SettingsReader settings, string key, TimeSpan otherwise) =>
        settings.Time(key, otherwise, Second, TimeSpan.FromDays(30));
}
