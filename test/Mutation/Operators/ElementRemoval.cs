using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FederatedGateway.Mutation.Operators;

/// <summary>One element of a list forgotten, or one property of a new object.</summary>
internal sealed class ElementRemoval : IMutationOperator
{
    public string Name => "element";

    public IEnumerable<SyntaxNode> Mutate(SyntaxNode node, SemanticModel model) => node switch
    {
        CollectionExpressionSyntax list => list.Elements.Select(element => list.WithElements(list.Elements.Remove(element))),
        InitializerExpressionSyntax list => list.Expressions.Select(element => list.WithExpressions(list.Expressions.Remove(element))),
        _ => [],
    };
}
