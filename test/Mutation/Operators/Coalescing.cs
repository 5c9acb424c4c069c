using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FederatedGateway.Mutation.Operators;

/// <summary>Always the substitute, or never.</summary>
internal sealed class Coalescing : IMutationOperator
{
    public string Name => "coalescing";

    public IEnumerable<SyntaxNode> Mutate(SyntaxNode node, SemanticModel model) =>
        node is BinaryExpressionSyntax binary && node.IsKind(SyntaxKind.CoalesceExpression)
            ? new[] { binary.Left, binary.Right }.Where(operand => operand is not ThrowExpressionSyntax)
            : [];
}
