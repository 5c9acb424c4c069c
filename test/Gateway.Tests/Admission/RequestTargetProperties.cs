using CsCheck;
using FederatedGateway.Admission;
using FederatedGateway.Fuzz;

namespace FederatedGateway.Tests.Admission;

/// <summary>
/// For generated targets: what the gateway classified and what OpenFaaS makes of the very same bytes, at every hop, are the same
/// resource. The targets are the same in every run.
/// </summary>
public sealed class RequestTargetProperties
{
    private const int Seed = 20_261;
    private const int Count = 200_000;

    [Fact]
    public void What_is_permitted_is_the_same_resource_at_every_hop()
    {
        var random = new Random(Seed);
        for (var n = 0; n < Count; n++)
        {
            var pieces = TargetGrammar.Next(random);
            if (Fault(string.Concat(pieces)) is null)
                continue;
            var smallest = string.Concat(TargetGrammar.Shrink(pieces, raw => Fault(raw) is not null));
            Assert.Fail($"{smallest}: {Fault(smallest)} (target {n})");
        }
    }

    /// <summary>Targets that are all refused, or all of one kind, would prove nothing.</summary>
    [Fact]
    public void The_targets_are_of_every_kind()
    {
        var random = new Random(Seed);
        var outcomes = Enumerable.Range(0, Count).Select(_ => Outcome(string.Concat(TargetGrammar.Next(random)))).CountBy(outcome => outcome).ToDictionary();

        string[] kinds = ["System", "Function", "AsyncFunction", "Health", "Metadata", "TargetInvalid", "NotExposed"];
        Assert.All(kinds, kind => Assert.True(outcomes.GetValueOrDefault(kind) >= Count / 100, $"{kind}: {outcomes.GetValueOrDefault(kind)}"));
        Assert.Equal(kinds.Order(), outcomes.Keys.Order());
    }

    [Fact]
    public void No_text_whatever_breaks_a_rule() => Gen.String.Sample(raw => Fault(raw) is null && Fault("/system/" + raw) is null && Fault("/function/x/" + raw) is null, iter: 20_000);

    private static string Outcome(string raw) => RequestTarget.TryClassify(raw, out var target, out var refusal) ? target.Route.ToString() : refusal.ToString();

    private static string? Fault(string raw)
    {
        try
        {
            TargetInvariants.Check(raw);
            return null;
        }
        catch (Exception broken)
        {
            return $"{broken.GetType().Name}: {broken.Message}";
        }
    }
}
