using FederatedGateway.Fuzz;
using FederatedGateway.Testing;

namespace FederatedGateway.Tests.Admission;

/// <summary>Every input of the fuzzers' corpus, held against the same invariants: what a fuzzer once found stays tried.</summary>
public sealed class FuzzCorpusTests
{
    public static TheoryData<string> Targets => [.. Harness.Targets.Keys];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_input_of_the_corpus_keeps_the_invariants(string target)
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "test", "Fuzz", "corpus", target));
        Assert.True(files.Length >= 20, $"{files.Length} inputs");
        Assert.All(files, file => Harness.Targets[target](File.ReadAllBytes(file)));
    }
}
