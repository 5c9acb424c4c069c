using FederatedGateway.Testing;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>What the contract says of every refusal, asserted in one place.</summary>
internal static class Expect
{
    /// <summary>The gateway's own answer with this status and reason, and nothing in it that an attacker could use.</summary>
    public static void Refused(RawResponse answer, int status, params string[] reasons)
    {
        Assert.True(answer.Status == status, $"Expected {status}, got {answer}");
        Assert.Equal(Ending.Complete, answer.Ending);
        Assert.True(answer.Reason.Length > 0 && answer.Reason.All(c => char.IsAsciiLetterLower(c) || c == '_'), $"No reason code in {answer}");
        if (reasons.Length > 0) Assert.Contains(answer.Reason, reasons);
        Assert.True(answer.Body.Length < 512, $"A refusal is short: {answer}");
        foreach (var challenge in answer.Head.Values("WWW-Authenticate"))
        {
            Assert.StartsWith("Bearer", challenge, StringComparison.Ordinal);
            // faas-cli starts a token exchange when it sees this realm.
            Assert.DoesNotContain("IAM function invoke", challenge, StringComparison.Ordinal);
        }
    }

    /// <summary>A refusal for which the contract leaves the choice of status.</summary>
    public static void RefusedAs400Or401(RawResponse answer, params string[] reasons) => Refused(answer, answer.Status == 400 ? 400 : 401, reasons);

    /// <inheritdoc cref="RefusedAs400Or401"/>
    public static void RefusedAs400Or404(RawResponse answer, params string[] reasons) => Refused(answer, answer.Status == 400 ? 400 : 404, reasons);

    /// <summary>A refusal of the token, with the challenge of RFC 6750 and RFC 9728.</summary>
    public static void TokenRefused(RawResponse answer, params string[] reasons)
    {
        Refused(answer, 401, reasons);
        Assert.Contains("error=\"invalid_token\"", Challenge(answer), StringComparison.Ordinal);
    }

    /// <summary>A good token whose bearer may not do this.</summary>
    public static void Forbidden(RawResponse answer, params string[] reasons)
    {
        Refused(answer, 403, reasons);
        Assert.Contains("error=\"insufficient_scope\"", Challenge(answer), StringComparison.Ordinal);
    }

    public static void Passed(RawResponse answer, World world)
    {
        Assert.True(answer.Status == 200, answer.ToString());
        Assert.Equal("ok", answer.Text);
        Assert.Single(world.Upstream.Requests);
    }

    public static void NothingForwarded(World world) => Assert.Empty(world.Upstream.Requests);

    /// <summary>The one challenge, which always says where the metadata is.</summary>
    public static string Challenge(RawResponse answer)
    {
        var challenge = answer.Header("WWW-Authenticate");
        Assert.NotNull(challenge);
        Assert.Matches("resource_metadata=\"https?://[^\"]+/\\.well-known/oauth-protected-resource\"", challenge);
        return challenge;
    }
}
