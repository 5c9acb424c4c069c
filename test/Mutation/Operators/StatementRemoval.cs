using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FederatedGateway.Mutation.Operators;

/// <summary>A call or an assignment forgotten.</summary>
internal sealed class StatementRemoval : IMutationOperator
{
    public string Name => "statement";

    public IEnumerable<SyntaxNode> Mutate(SyntaxNode node, SemanticModel model) =>
        node is ExpressionStatementSyntax ? [SyntaxFactory.EmptyStatement()] : [];
}
