using Microsoft.CodeAnalysis;

namespace FederatedGateway.Mutation;

/// <summary>One change of one node of the product. The key survives moved lines; an ordinal tells equal changes of one member apart.</summary>
internal sealed record Mutant(string Key, string File, int Line, string SourceLine, SyntaxNode Original, SyntaxNode Replacement);
