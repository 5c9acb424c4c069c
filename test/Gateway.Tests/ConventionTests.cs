using System.Reflection;
using FederatedGateway.Admission;
using FederatedGateway.Configuration;
using FederatedGateway.Testing;

namespace FederatedGateway.Tests;

/// <summary>The code base keeps its own rules; a test names whoever broke one.</summary>
public sealed class ConventionTests
{
    private const int LongestFile = 250;

    private static readonly string[] EmptyNames = ["Manager", "Helper", "Helpers", "Util", "Utils", "Impl", "Base"];
    private static readonly string Root = Repository.Root;
    private static readonly Assembly Gateway = typeof(GatewayServer).Assembly;

    [Fact]
    public void A_permit_has_one_maker()
    {
        Assert.DoesNotContain(typeof(Permit).GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic), constructor => !constructor.IsPrivate);
        Assert.Equal(["Ask"], typeof(Permit).GetMethods(BindingFlags.Static | BindingFlags.Public).Where(method => !method.IsSpecialName).Select(method => method.Name));
    }

    [Fact]
    public void Every_reason_has_a_row_in_the_table_and_a_code_in_snake_case()
    {
        foreach (var reason in Enum.GetValues<DenialReason>().Where(reason => reason != DenialReason.None))
        {
            var answer = Denials.Answer(reason);
            Assert.NotEqual("internal_error", answer.Code);
            Assert.All(answer.Code, letter => Assert.True(letter is '_' || char.IsAsciiLetterLower(letter)));
            Assert.EndsWith(".", answer.Sentence, StringComparison.Ordinal);
            // The sentence stands between quotes in a header.
            Assert.DoesNotContain('"', answer.Sentence);
        }
    }

    [Fact]
    public void Interfaces_are_earned_by_a_second_implementation() => Assert.All(
        Gateway.GetTypes().Where(type => type.IsInterface && type.Namespace?.StartsWith("FederatedGateway", StringComparison.Ordinal) == true),
        type => Assert.True(Gateway.GetTypes().Count(other => other.IsClass && other.IsAssignableTo(type)) >= 2, $"{type.Name} has no second implementation"));

    [Fact]
    public void No_type_is_named_for_nothing_in_particular() =>
        Assert.DoesNotContain(Gateway.GetTypes(), type => EmptyNames.Any(name => type.Name.EndsWith(name, StringComparison.Ordinal)));

    [Fact]
    public void No_source_file_outgrows_its_budget() =>
        Assert.All(Sources("src", "playground", "test"), path => Assert.True(File.ReadLines(path).Count() <= LongestFile, $"{Path.GetRelativePath(Root, path)} is longer than {LongestFile} lines"));

    [Fact]
    public void Every_setting_is_documented_and_nothing_else_is()
    {
        var documented = File.ReadLines(Path.Combine(Root, "docs", "configuration.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1])
            .Order(StringComparer.Ordinal);
        Assert.Equal(GatewayOptionsReader.Names().Order(StringComparer.Ordinal), documented);
    }

    [Fact]
    public void Every_reason_code_is_documented()
    {
        var page = File.ReadAllText(Path.Combine(Root, "docs", "answers.md"));
        Assert.All(
            Enum.GetValues<DenialReason>().Where(reason => reason != DenialReason.None),
            reason => Assert.Contains($"`{Denials.Answer(reason).Code}`", page, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Sources(params string[] folders) =>
        folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !path.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
}
