using Microsoft.CodeAnalysis;

namespace FederatedGateway.Mutation.Operators;

/// <summary>One way to make a small mistake.</summary>
internal interface IMutationOperator
{
    public string Name { get; }

    /// <summary>What could stand in the node's place; nothing when this is not its kind of node.</summary>
    public IEnumerable<SyntaxNode> Mutate(SyntaxNode node, SemanticModel model);
}
