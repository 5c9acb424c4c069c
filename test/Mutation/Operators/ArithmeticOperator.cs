using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FederatedGateway.Mutation.Operators;

/// <summary>Plus for minus, times for divided by, and back. Texts have no minus.</summary>
internal sealed class ArithmeticOperator : IMutationOperator
{
    public string Name => "arithmetic";

    public IEnumerable<SyntaxNode> Mutate(SyntaxNode node, SemanticModel model)
    {
        SyntaxKind? other = node.Kind() switch
        {
            SyntaxKind.AddExpression when model.GetTypeInfo(node).Type?.SpecialType != SpecialType.System_String => SyntaxKind.SubtractExpression,
            SyntaxKind.SubtractExpression => SyntaxKind.AddExpression,
            SyntaxKind.MultiplyExpression => SyntaxKind.DivideExpression,
            SyntaxKind.DivideExpression => SyntaxKind.MultiplyExpression,
            _ => null,
        };
        if (other is { } kind && node is BinaryExpressionSyntax binary)
            yield return SyntaxFactory.BinaryExpression(kind, binary.Left, binary.Right);
    }
}
