using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FederatedGateway.Mutation.Operators;

/// <summary>A comparison the other way round, or off by one.</summary>
internal sealed class RelationalOperator : IMutationOperator
{
    public string Name => "relational";

    public IEnumerable<SyntaxNode> Mutate(SyntaxNode node, SemanticModel model) => node switch
    {
        BinaryExpressionSyntax binary => Others(binary.OperatorToken.Kind()).Select(kind => With(binary, kind)),
        RelationalPatternSyntax pattern => Others(pattern.OperatorToken.Kind()).Select(kind => pattern.WithOperatorToken(SyntaxFactory.Token(kind))),
        _ => [],
    };

    private static BinaryExpressionSyntax With(BinaryExpressionSyntax binary, SyntaxKind token) =>
        SyntaxFactory.BinaryExpression(SyntaxFacts.GetBinaryExpression(token), binary.Left, binary.Right);

    private static SyntaxKind[] Others(SyntaxKind token) => token switch
    {
        SyntaxKind.EqualsEqualsToken => [SyntaxKind.ExclamationEqualsToken],
        SyntaxKind.ExclamationEqualsToken => [SyntaxKind.EqualsEqualsToken],
        SyntaxKind.LessThanToken => [SyntaxKind.LessThanEqualsToken, SyntaxKind.GreaterThanEqualsToken],
        SyntaxKind.LessThanEqualsToken => [SyntaxKind.LessThanToken, SyntaxKind.GreaterThanToken],
        SyntaxKind.GreaterThanToken => [SyntaxKind.GreaterThanEqualsToken, SyntaxKind.LessThanEqualsToken],
        SyntaxKind.GreaterThanEqualsToken => [SyntaxKind.GreaterThanToken, SyntaxKind.LessThanToken],
        _ => [],
    };
}
