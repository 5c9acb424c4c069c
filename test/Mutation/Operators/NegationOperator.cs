using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FederatedGateway.Mutation.Operators;

/// <summary>"Not" forgotten, or said too much: of a pattern, a condition, a result.</summary>
internal sealed class NegationOperator : IMutationOperator
{
    public string Name => "negation";

    public IEnumerable<SyntaxNode> Mutate(SyntaxNode node, SemanticModel model)
    {
        if (node is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not)
            yield return not.Operand;
        else if (node is IsPatternExpressionSyntax test)
            yield return test.WithPattern(Opposite(test.Pattern));
        else if (node is ExpressionSyntax expression && Decides(expression) && IsBoolean(expression, model))
            yield return SyntaxFactory.PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, SyntaxFactory.ParenthesizedExpression(expression.WithoutTrivia()));
    }

    private static PatternSyntax Opposite(PatternSyntax pattern) => pattern is UnaryPatternSyntax not
        ? not.Pattern
        : SyntaxFactory.UnaryPattern(SyntaxFactory.Token(SyntaxKind.NotKeyword).WithTrailingTrivia(SyntaxFactory.Space), SyntaxFactory.ParenthesizedPattern(pattern.WithoutTrivia()));

    private static bool Decides(ExpressionSyntax expression) => expression.Parent switch
    {
        IfStatementSyntax statement => statement.Condition == expression,
        ReturnStatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax or SwitchExpressionArmSyntax => true,
        _ => false,
    };

    /// <summary>Comparisons, conjunctions and literals have mutants of their own that say as much.</summary>
    private static bool IsBoolean(ExpressionSyntax expression, SemanticModel model) =>
        expression is not (LiteralExpressionSyntax or BinaryExpressionSyntax or SwitchExpressionSyntax or ConditionalExpressionSyntax)
        && model.GetTypeInfo(expression).Type?.SpecialType == SpecialType.System_Boolean;
}
