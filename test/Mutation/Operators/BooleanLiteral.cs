using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FederatedGateway.Mutation.Operators;

/// <summary>True for false, and back.</summary>
internal sealed class BooleanLiteral : IMutationOperator
{
    public string Name => "boolean";

    public IEnumerable<SyntaxNode> Mutate(SyntaxNode node, SemanticModel model) => node.Kind() switch
    {
        SyntaxKind.TrueLiteralExpression => [SyntaxFactory.LiteralExpression(SyntaxKind.FalseLiteralExpression)],
        SyntaxKind.FalseLiteralExpression => [SyntaxFactory.LiteralExpression(SyntaxKind.TrueLiteralExpression)],
        _ => [],
    };
}
