using System.Globalization;
using Spectre.Console;

namespace FederatedGateway.Playground.Walk;

/// <summary>Writes the walk for people: colours on a terminal only, plain and stable lines everywhere else.</summary>
internal sealed class WalkReport
{
    private const int LongestLine = 400;
    private const int MostLines = 14;

    private readonly IAnsiConsole _console;

    public WalkReport(bool noColor)
    {
        var plain = noColor || Console.IsOutputRedirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
        });
        // The terminal wraps long lines by itself, and then they can still be pasted whole.
        _console.Profile.Width = short.MaxValue;
    }

    public void Line(string text = "") => Write("default", text);

    public void Heading(string text) => Write("bold", text);

    public void Log(IEnumerable<string> lines)
    {
        foreach (var line in lines) Write("dim", $"    log: {Shorten(line)}");
    }

    public void Step(int number, string name, StepResult result)
    {
        Write("bold", $"{number.ToString(CultureInfo.InvariantCulture),2}. {name}");
        Write("blue", $"    > {result.Asked}");
        var prefix = "< ";
        foreach (var line in result.CameBack.Where(line => line.Length > 0).Take(MostLines))
        {
            Write("default", $"    {prefix}{Shorten(line)}");
            prefix = "  ";
        }

        if (result.AsExpected) Write("green", $"    ✓ {result.Expectation}");
        else Write("red", $"    ✗ expected {result.Expectation}");
        Line();
    }

    private void Write(string style, string text) => _console.WriteLine(text, Style.Parse(style));

    private static string Shorten(string line)
    {
        var text = line.TrimEnd();
        return text.Length <= LongestLine ? text : text[..LongestLine] + "…";
    }
}
