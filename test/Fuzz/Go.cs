using System.Text;

namespace FederatedGateway.Fuzz;

/// <summary>How Go reads paths, as far as OpenFaaS does: <c>url.PathUnescape</c> and the cleaning of its router.</summary>
public static class Go
{
    /// <summary>Null where an escape is broken: Go refuses such a path.</summary>
    public static string? Unescape(string path)
    {
        var text = new StringBuilder(path.Length);
        for (var at = 0; at < path.Length; at++)
        {
            if (path[at] != '%')
            {
                text.Append(path[at]);
                continue;
            }

            if (at + 2 >= path.Length || !char.IsAsciiHexDigit(path[at + 1]) || !char.IsAsciiHexDigit(path[at + 2]))
                return null;
            text.Append((char)Convert.ToByte(path.Substring(at + 1, 2), 16));
            at += 2;
        }

        return text.ToString();
    }

    /// <summary><c>path.Clean</c> of a rooted path, with the trailing slash kept as the router keeps it.</summary>
    public static string Clean(string path)
    {
        var segments = new List<string>();
        foreach (var segment in path.Split('/'))
        {
            if (segment is "" or ".")
                continue;
            if (segment != "..")
                segments.Add(segment);
            else if (segments.Count > 0)
                segments.RemoveAt(segments.Count - 1);
        }

        var clean = "/" + string.Join('/', segments);
        return path.EndsWith('/') && clean != "/" ? clean + "/" : clean;
    }

    /// <summary><c>stringContainsCTLByte</c>: what <c>url.Parse</c> refuses anywhere in its text.</summary>
    public static bool HasControlByte(string url) => url.Any(letter => letter is < ' ' or '\u007f');
}
