using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FederatedGateway.Mutation.Operators;

/// <summary>An arm that answers as the default arm does, or that forgets its condition.</summary>
internal sealed class SwitchArm : IMutationOperator
{
    public string Name => "arm";

    public IEnumerable<SyntaxNode> Mutate(SyntaxNode node, SemanticModel model)
    {
        if (node is not SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax whole } arm)
            yield break;

        var otherwise = whole.Arms.FirstOrDefault(other => other.Pattern is DiscardPatternSyntax)?.Expression;
        if (otherwise is not null && !otherwise.IsEquivalentTo(arm.Expression))
            yield return arm.WithExpression(otherwise);
        if (arm.WhenClause is not null)
            yield return arm.WithWhenClause(null);
    }
}
