namespace FederatedGateway.Playground.OpenFaas;

/// <summary>The path of a request as the router of OpenFaaS sees it: decoded once, and redirected to its clean form.</summary>
internal static class RequestPath
{
    public static string Decode(string rawTarget)
    {
        var query = rawTarget.IndexOf('?');
        return Uri.UnescapeDataString(query < 0 ? rawTarget : rawTarget[..query]);
    }

    /// <summary>The path without empty and dot segments; a trailing slash stays.</summary>
    public static string Clean(string path)
    {
        var kept = new List<string>();
        foreach (var segment in path.Split('/'))
        {
            if (segment is "" or ".") continue;
            if (segment != "..") kept.Add(segment);
            else if (kept.Count > 0) kept.RemoveAt(kept.Count - 1);
        }

        var clean = "/" + string.Join('/', kept);
        return path.EndsWith('/') && clean.Length > 1 ? clean + "/" : clean;
    }

    /// <summary>
    /// The second decoding, on the way to the function: an escaped question mark begins a query, an escaped number sign ends
    /// the path. Null where the real gateway drops the connection.
    /// </summary>
    public static (string Path, string? Query)? DecodeAgain(string rest)
    {
        for (var index = rest.IndexOf('%'); index >= 0; index = rest.IndexOf('%', index + 1))
        {
            if (index + 2 >= rest.Length || !char.IsAsciiHexDigit(rest[index + 1]) || !char.IsAsciiHexDigit(rest[index + 2])) return null;
        }

        var fragment = rest.IndexOf('#');
        if (fragment >= 0) rest = rest[..fragment];
        var query = rest.IndexOf('?');
        return query < 0 ? (Uri.UnescapeDataString(rest), null) : (Uri.UnescapeDataString(rest[..query]), rest[query..]);
    }
}
