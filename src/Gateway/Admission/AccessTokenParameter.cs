namespace FederatedGateway.Admission;

/// <summary>
/// Finds a token in the query (RFC 6750 §2.3). It is refused wherever it stands: beside a header it is a second credential, alone it
/// would end in access logs and in the function.
/// </summary>
internal static class AccessTokenParameter
{
    private const string Name = "access_token";

    public static bool IsPresent(string? query)
    {
        if (string.IsNullOrEmpty(query))
            return false;

        foreach (var range in query.AsSpan(1).SplitAny('&', ';'))
        {
            var parameter = query.AsSpan(1)[range];
            var equals = parameter.IndexOf('=');
            var name = equals < 0 ? parameter : parameter[..equals];
            // Decoded, because the next reader of the query decodes it; the length test spares ordinary names the work.
            if (name.Length >= Name.Length && Uri.UnescapeDataString(name).Equals(Name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
