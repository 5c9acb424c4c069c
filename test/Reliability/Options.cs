using System.Globalization;

namespace FederatedGateway.Reliability;

/// <summary>What the command line asks for.</summary>
internal sealed record Options(TimeSpan Duration, IReadOnlyList<Scenario> Scenarios, bool Json, bool Help)
{
    public static readonly string Usage = $"""
        Puts the gateway, as a process of its own, under load while things go wrong around it.

          FederatedGateway.Reliability [--seconds N] [--json] [scenario ...]

          --seconds N   how long each scenario goes on, 1 to 3600; 5 unless told (some take longer, because what they wait for does)
          --json        the results as JSON

        Scenarios, all unless named:
        {string.Join(Environment.NewLine, Scenario.All.Select(scenario => $"  {scenario.Name,-18}{scenario.Promise}"))}

        FEDGW_EXECUTABLE names the executable to test instead of this build.
        Exit codes: 0 all held, 1 some did not, 64 wrong arguments.

        """;

    /// <summary>Throws <see cref="FormatException"/> with a sentence for the user.</summary>
    public static Options Parse(IEnumerable<string> arguments)
    {
        var (seconds, json, help) = (5, false, false);
        var chosen = new List<Scenario>();
        using var left = arguments.GetEnumerator();
        while (left.MoveNext())
        {
            switch (left.Current)
            {
                case "--help" or "-h":
                    help = true;
                    break;
                case "--json":
                    json = true;
                    break;
                case "--seconds":
                    if (!left.MoveNext() || !int.TryParse(left.Current, NumberStyles.None, CultureInfo.InvariantCulture, out seconds) || seconds is < 1 or > 3600)
                        throw new FormatException("--seconds wants a whole number from 1 to 3600.");
                    break;
                case var name:
                    chosen.Add(Scenario.All.SingleOrDefault(scenario => scenario.Name == name) ?? throw new FormatException($"There is no scenario or option '{name}'."));
                    break;
            }
        }

        return new(TimeSpan.FromSeconds(seconds), chosen.Count == 0 ? Scenario.All : chosen, json, help);
    }
}
