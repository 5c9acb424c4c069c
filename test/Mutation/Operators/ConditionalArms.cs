using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FederatedGateway.Mutation.Operators;

/// <summary>Either for or.</summary>
internal sealed class ConditionalArms : IMutationOperator
{
    public string Name => "conditional";

    public IEnumerable<SyntaxNode> Mutate(SyntaxNode node, SemanticModel model) =>
        node is ConditionalExpressionSyntax either ? [either.WithWhenTrue(either.WhenFalse).WithWhenFalse(either.WhenTrue)] : [];
}
