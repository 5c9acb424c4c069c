using System.Text.Json.Nodes;
using FederatedGateway.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace FederatedGateway.Mutation;

/// <summary>The product as the compiler sees it: its options, references and generated sources are those of the build.</summary>
internal sealed class GatewaySources
{
    private static readonly string Folder = Path.Combine(Repository.Root, "src", "Gateway");

    private GatewaySources(CSharpCompilation compilation) => Compilation = compilation;

    public CSharpCompilation Compilation { get; }

    public static async Task<GatewaySources> LoadAsync(CancellationToken cancellation)
    {
        var command = CSharpCommandLineParser.Default.Parse(await CompilerArgumentsAsync(cancellation), Folder, sdkDirectory: null);
        var compilation = CSharpCompilation.Create(
            command.CompilationName,
            command.SourceFiles.Select(file => Parse(file.Path, command.ParseOptions)),
            command.MetadataReferences.Select(reference => MetadataReference.CreateFromFile(reference.Reference, reference.Properties)),
            // Warnings say how code should be written; a mutant is not meant to be read.
            command.CompilationOptions.WithGeneralDiagnosticOption(ReportDiagnostic.Default).WithSpecificDiagnosticOptions([]));
        var loader = new GeneratorLoader();
        var generators = command.AnalyzerReferences.SelectMany(reference => new AnalyzerFileReference(reference.FilePath, loader).GetGenerators(LanguageNames.CSharp));
        CSharpGeneratorDriver.Create(generators, parseOptions: command.ParseOptions).RunGeneratorsAndUpdateCompilation(compilation, out var whole, out _, cancellation);
        return new((CSharpCompilation)whole);
    }

    /// <summary>The trees that are mutated, by folder.</summary>
    public IEnumerable<SyntaxTree> In(params string[] folders) => Compilation.SyntaxTrees
        .Where(tree => folders.Any(folder => Path.GetDirectoryName(tree.FilePath) == Path.Combine(Folder, folder)))
        .OrderBy(tree => tree.FilePath, StringComparer.Ordinal);

    /// <summary>The assembly with one change, or as it is; null when that does not compile.</summary>
    public byte[]? Emit(Mutant? mutant, CancellationToken cancellation)
    {
        var compilation = Compilation;
        if (mutant is not null)
        {
            var tree = mutant.Original.SyntaxTree;
            var root = tree.GetRoot(cancellation).ReplaceNode(mutant.Original, mutant.Replacement);
            compilation = compilation.ReplaceSyntaxTree(tree, tree.WithRootAndOptions(root, tree.Options));
        }

        using var assembly = new MemoryStream();
        return compilation.Emit(assembly, cancellationToken: cancellation).Success ? assembly.ToArray() : null;
    }

    private static SyntaxTree Parse(string path, CSharpParseOptions options)
    {
        using var stream = File.OpenRead(path);
        return CSharpSyntaxTree.ParseText(SourceText.From(stream), options, path);
    }

    private static async Task<IEnumerable<string>> CompilerArgumentsAsync(CancellationToken cancellation)
    {
        // A file that does not exist makes the target run although it is up to date; the compiler itself is not started.
        string[] line =
        [
            "msbuild", Path.Combine(Folder, "Gateway.csproj"), "-t:Compile", "-getItem:CscCommandLineArgs",
            "-p:ProvideCommandLineArgs=true", "-p:SkipCompilerExecution=true", "-p:NonExistentFile=none",
        ];
        var run = await DotnetRun.StartAsync(Repository.Root, TimeSpan.FromMinutes(2), line, cancellation);
        var items = run.ExitCode == 0 ? JsonNode.Parse(run.Output)?["Items"]?["CscCommandLineArgs"]?.AsArray() : null;
        return items?.Select(item => (string)item!["Identity"]!) ?? throw new InvalidOperationException($"The build does not tell its compiler options: {run.Output}");
    }
}
