namespace FederatedGateway.Configuration;

/// <summary>Reads an http(s) URL setting; user information and fragment are refused, and a query where none could take effect.</summary>
internal static class SettingUrl
{
    public static Uri? Read(SettingsReader settings, string key, string? text, bool mayHaveQuery = false)
    {
        if (text is null)
            return null;
        if (text != text.Trim() || !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0)
            settings.Fault(key, "is not an http or https URL", "Write an absolute URL without blanks around it");
        else if (url.UserInfo.Length > 0)
            settings.Fault(key, "holds user information before the host", "Remove everything up to the @");
        else if (text.Contains('#') || (text.Contains('?') && !mayHaveQuery))
            settings.Fault(key, mayHaveQuery ? "holds a fragment" : "holds a query or a fragment", "Remove everything from there on");
        else
            return url;
        return null;
    }

    /// <summary>The same for an address at the identity provider: plain http only to loopback, unless it was allowed by name.</summary>
    public static Uri? ReadSecure(SettingsReader settings, string key, bool allowInsecure, bool mayHaveQuery = false)
    {
        var url = Read(settings, key, settings.Text(key), mayHaveQuery);
        if (url is null || IsSecure(url, allowInsecure))
            return url;
        settings.Fault(key, "is plain http, so anyone on the way could replace the keys", "Use https, or set allow_insecure_issuer=true for a test");
        return null;
    }

    public static bool IsSecure(Uri url, bool allowInsecure) => url.Scheme == Uri.UriSchemeHttps || url.IsLoopback || allowInsecure;
}
