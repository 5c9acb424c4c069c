using FederatedGateway.Admission;

namespace FederatedGateway.Fuzz;

/// <summary>What the classifier says of a target, in the terms of an answer, for a caller who may do everything.</summary>
public sealed record TargetExpectation(int Status, string Reason, bool IsForwarded)
{
    public static TargetExpectation Of(string raw)
    {
        if (RequestTarget.TryClassify(raw, out var target, out var refusal))
            return new(200, "", target.IsForwarded);
        var answer = Denials.Answer(refusal);
        return new(answer.Status, answer.Code, IsForwarded: false);
    }
}
