using FederatedGateway.Mutation.Operators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FederatedGateway.Mutation;

/// <summary>Every mutant of a tree, in the order of the source, each with a key of its own.</summary>
internal sealed class MutantFinder(GatewaySources sources)
{
    private const int LongestText = 100;

    private static readonly IMutationOperator[] Operators =
    [
        new RelationalOperator(), new LogicalOperator(), new NegationOperator(), new ArithmeticOperator(), new BooleanLiteral(), new NumberLiteral(),
        new TextLiteral(), new Coalescing(), new ElementRemoval(), new PatternAlternative(), new StatementRemoval(), new SwitchArm(),
        new ConditionalArms(), new Quantifier(), new Comparison(),
    ];

    public IReadOnlyList<Mutant> Find() => [.. sources.In("Admission", "Forwarding").SelectMany(Find)];

    private IEnumerable<Mutant> Find(SyntaxTree tree)
    {
        var model = sources.Compilation.GetSemanticModel(tree);
        var file = Path.GetFileNameWithoutExtension(tree.FilePath);
        var lines = tree.GetText().Lines;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var node in tree.GetRoot().DescendantNodes(node => node is not (AttributeListSyntax or EnumMemberDeclarationSyntax)))
        {
            foreach (var mutation in Operators)
            {
                foreach (var replacement in mutation.Mutate(node, model))
                {
                    var key = $"{file}.{Member(node)}: {mutation.Name}: {Text(node)} -> {Text(replacement)}";
                    var ordinal = seen[key] = seen.GetValueOrDefault(key) + 1;
                    var line = lines.GetLineFromPosition(node.SpanStart);
                    yield return new(ordinal == 1 ? key : $"{key} #{ordinal}", file, line.LineNumber + 1, line.ToString().Trim(), node, replacement.WithTriviaFrom(node));
                }
            }
        }
    }

    private static string Member(SyntaxNode node) => node.FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        _ => "?",
    };

    /// <summary>On one line, and of a long text both ends.</summary>
    private static string Text(SyntaxNode node)
    {
        var text = string.Join(' ', node.NormalizeWhitespace().ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= LongestText ? text : $"{text[..(LongestText / 2)]}…{text[^(LongestText / 2)..]}";
    }
}
