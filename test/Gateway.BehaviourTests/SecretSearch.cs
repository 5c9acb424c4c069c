using System.Text.Json;

namespace FederatedGateway.BehaviourTests;

/// <summary>
/// Looks for secrets in what was said: each as it is and as a URL or JSON would spell it; of a token each of its parts; of a signature any
/// stretch long enough not to be chance.
/// </summary>
internal sealed class SecretSearch
{
    private const int Stretch = 24;

    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stretches = new(StringComparer.Ordinal);

    public void Add(string secret)
    {
        lock (_secrets)
            _secrets.UnionWith([secret, Uri.EscapeDataString(secret), JsonSerializer.Serialize(secret)[1..^1]]);
    }

    public void AddToken(string token)
    {
        Add(token);
        var parts = token.Split('.');
        foreach (var part in parts.Where(part => part.Length >= Stretch)) Add(part);
        lock (_stretches)
            _stretches.UnionWith(Enumerable.Range(0, Math.Max(0, parts[^1].Length - Stretch + 1)).Select(start => parts[^1].Substring(start, Stretch)));
    }

    /// <summary>Every secret found in the text, with what stands around it.</summary>
    public IReadOnlyList<string> FindIn(string text)
    {
        var found = _secrets.Select(secret => (At: text.IndexOf(secret, StringComparison.Ordinal), secret.Length)).Where(hit => hit.At >= 0).ToList();
        var stretches = _stretches.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i + Stretch <= text.Length; i++)
            if (stretches.Contains(text.AsSpan(i, Stretch))) found.Add((i, Stretch));
        return [.. found.Select(hit => text[Math.Max(0, hit.At - 80)..Math.Min(text.Length, hit.At + hit.Length + 20)])];
    }
}
