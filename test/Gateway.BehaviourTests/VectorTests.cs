using System.Reflection;
using FederatedGateway.Vectors;
using Xunit;

namespace FederatedGateway.BehaviourTests;

/// <summary>Every row of the vectors, one test each, and that no number of their catalogue is missing.</summary>
public sealed class VectorTests(VectorTests.SharedWorlds shared) : IClassFixture<VectorTests.SharedWorlds>
{
    /// <summary>A row's table is its trait, so that <c>-trait Table=Audience</c> runs one of them.</summary>
    public static IEnumerable<TheoryDataRow<string>> Ids => Catalogue.Tables.SelectMany(table =>
        table.Rows.Where(row => row.Proof is null).Select(row => new TheoryDataRow<string>(row.Id).WithTrait("Table", table.Name)));

    public static TheoryData<string> Proofs => [.. Catalogue.Rows.Select(row => row.Proof).OfType<string>().Distinct()];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_row_comes_out_as_expected(string id)
    {
        var row = Catalogue.Rows.Single(r => r.Id == id);
        var verdict = await row.RunAsync(shared.Worlds);
        Assert.Equal(row.Expected.ToString(), verdict.Seen);
        Assert.Equal(Ruling.Passed, verdict.Ruling);
    }

    [Fact]
    public void Every_number_of_the_catalogue_has_a_row_and_no_row_stands_there_twice()
    {
        Assert.Equal(Catalogue.Numbers.Order(), Catalogue.Rows.SelectMany(row => row.Numbers).Distinct().Order());
        Assert.Equal(Catalogue.Rows.Select(row => row.Id).Distinct(), Catalogue.Rows.Select(row => row.Id));
        Assert.All(Catalogue.Rows, row => Assert.True(row.Proof is not null || row.Count > 0, $"{row.Id} tries nothing"));
    }

    [Theory]
    [MemberData(nameof(Proofs))]
    public void A_row_that_refers_to_another_test_names_one_that_exists(string proof)
    {
        var parts = proof.Split('.');
        var test = typeof(VectorTests).Assembly.GetType($"{typeof(VectorTests).Namespace}.{parts[0]}")?.GetMethod(parts[1]);
        Assert.True(test?.GetCustomAttributes<FactAttribute>().Any(), $"{proof} is no test");
    }

    /// <summary>The rows' worlds, for as long as the class runs.</summary>
    public sealed class SharedWorlds : IAsyncLifetime
    {
        public Worlds Worlds { get; } = new();

        public ValueTask InitializeAsync() => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => Worlds.DisposeAsync();
    }
}
