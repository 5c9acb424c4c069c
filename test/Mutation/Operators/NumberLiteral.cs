using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FederatedGateway.Mutation.Operators;

/// <summary>One more than the number.</summary>
internal sealed class NumberLiteral : IMutationOperator
{
    public string Name => "number";

    public IEnumerable<SyntaxNode> Mutate(SyntaxNode node, SemanticModel model)
    {
        SyntaxToken? other = node is LiteralExpressionSyntax literal
            ? literal.Token.Value switch
            {
                int value => SyntaxFactory.Literal(value + 1),
                long value => SyntaxFactory.Literal(value + 1),
                double value => SyntaxFactory.Literal(value + 1),
                _ => null,
            }
            : null;
        if (other is { } token)
            yield return SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, token);
    }
}
