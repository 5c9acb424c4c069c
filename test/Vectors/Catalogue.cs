using FederatedGateway.Vectors.Tables;

namespace FederatedGateway.Vectors;

/// <summary>All tables, and the numbers they must cover.</summary>
public static class Catalogue
{
    public static IReadOnlyList<Table> Tables { get; } =
    [
        TokenStructure.Table, TokenHeaders.Table, Keys.Table, IssuerNames.Table, Times.Table, Audiences.Table, Kinds.Table, KeyDocuments.Table,
        DiscoveryDocuments.Table, HttpSyntax.Table, Providers.Table, ForgedTokens.Table, Credentials.Table, KeyStore.Table, Remembered.Table, Targets.Table,
        Headers.Table, Framing.Table, Options.Table,
    ];

    public static IEnumerable<Vector> Rows => Tables.SelectMany(t => t.Rows);

    /// <summary>V: tokens, keys and documents. The letters: credentials, tokens under attack, key store, remembered verdicts, paths, headers,
    /// framing, configuration.</summary>
    public static IEnumerable<string> Numbers =>
    [
        .. Enumerable.Range(1, 151).Select(n => $"V{n:000}"), .. Series("C", 1, 9), .. Series("J", 1, 24), .. Series("K", 1, 13), .. Series("R", 1, 5),
        .. Series("P", 1, 15), .. Series("H", 10, 17), .. Series("F", 1, 10), .. Series("G", 1, 5),
    ];

    private static IEnumerable<string> Series(string letter, int first, int last) => Enumerable.Range(first, last - first + 1).Select(n => $"{letter}{n}");
}
