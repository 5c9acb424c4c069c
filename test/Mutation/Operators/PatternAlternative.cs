using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FederatedGateway.Mutation.Operators;

/// <summary>One part of an "or" pattern, or of an "and" pattern, forgotten.</summary>
internal sealed class PatternAlternative : IMutationOperator
{
    public string Name => "alternative";

    public IEnumerable<SyntaxNode> Mutate(SyntaxNode node, SemanticModel model)
    {
        if (node is not BinaryPatternSyntax pattern)
            yield break;

        yield return pattern.Left;
        // A chain leans to the left: its inner nodes forget the parts before the last.
        if (pattern.Left is not BinaryPatternSyntax left || left.RawKind != pattern.RawKind)
            yield return pattern.Right;
    }
}
