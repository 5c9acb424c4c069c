using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FederatedGateway.Mutation.Operators;

/// <summary>An empty text, or the character that is never meant. What is only told to people (log, exception) stays.</summary>
internal sealed class TextLiteral : IMutationOperator
{
    public string Name => "text";

    public IEnumerable<SyntaxNode> Mutate(SyntaxNode node, SemanticModel model)
    {
        if (node is not LiteralExpressionSyntax { Token.ValueText.Length: > 0 } literal || IsTold(node))
            yield break;

        switch (literal.Kind())
        {
            case SyntaxKind.StringLiteralExpression:
                yield return SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(""));
                break;
            case SyntaxKind.CharacterLiteralExpression when literal.Token.Value is not '\0':
                yield return SyntaxFactory.LiteralExpression(SyntaxKind.CharacterLiteralExpression, SyntaxFactory.Literal('\0'));
                break;
        }
    }

    private static bool IsTold(SyntaxNode node) => node.Ancestors().Any(ancestor => ancestor is ThrowStatementSyntax or ThrowExpressionSyntax
        || (ancestor is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax receiver } } && receiver.Identifier.Text is "_log" or "log"));
}
