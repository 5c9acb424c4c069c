using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FederatedGateway.Mutation.Operators;

/// <summary>"And" for "or" and back, and each clause of a condition forgotten.</summary>
internal sealed class LogicalOperator : IMutationOperator
{
    public string Name => "logical";

    public IEnumerable<SyntaxNode> Mutate(SyntaxNode node, SemanticModel model)
    {
        if (!node.IsKind(SyntaxKind.LogicalAndExpression) && !node.IsKind(SyntaxKind.LogicalOrExpression))
            yield break;

        var binary = (BinaryExpressionSyntax)node;
        var other = node.IsKind(SyntaxKind.LogicalAndExpression) ? SyntaxKind.LogicalOrExpression : SyntaxKind.LogicalAndExpression;
        yield return SyntaxFactory.ParenthesizedExpression(SyntaxFactory.BinaryExpression(other, binary.Left, binary.Right));
        yield return binary.Left;
        // A chain leans to the left: its inner nodes forget the clauses before the last.
        if (!binary.Left.IsKind(node.Kind()))
            yield return binary.Right;
    }
}
