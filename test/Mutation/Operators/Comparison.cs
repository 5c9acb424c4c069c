using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FederatedGateway.Mutation.Operators;

/// <summary>With case for without, and back.</summary>
internal sealed class Comparison : IMutationOperator
{
    public string Name => "comparison";

    public IEnumerable<SyntaxNode> Mutate(SyntaxNode node, SemanticModel model)
    {
        if (node is not MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "StringComparison" or "StringComparer" } } access)
            yield break;

        var other = access.Name.Identifier.Text == "Ordinal" ? "OrdinalIgnoreCase" : "Ordinal";
        yield return access.WithName(SyntaxFactory.IdentifierName(other));
    }
}
