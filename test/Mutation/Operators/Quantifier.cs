using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FederatedGateway.Mutation.Operators;

/// <summary>Any for all, and back.</summary>
internal sealed class Quantifier : IMutationOperator
{
    public string Name => "quantifier";

    public IEnumerable<SyntaxNode> Mutate(SyntaxNode node, SemanticModel model)
    {
        if (node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name } method, ArgumentList.Arguments.Count: > 0 } call)
            yield break;

        var other = name.Identifier.Text switch
        {
            "Any" => "All",
            "All" => "Any",
            "Exists" => "TrueForAll",
            "TrueForAll" => "Exists",
            _ => null,
        };
        if (other is not null)
            yield return call.WithExpression(method.WithName(SyntaxFactory.IdentifierName(other)));
    }
}
