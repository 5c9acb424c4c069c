using Spectre.Console;

namespace FederatedGateway.Playground.OpenFaas.Functions;

/// <summary>Draws the body in large letters of plain text.</summary>
internal static class FigletFunction
{
    private const int Longest = 64;

    public static async Task InvokeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = (await reader.ReadToEndAsync(context.RequestAborted)).Trim();
        context.Response.ContentType = "text/plain";
        await context.Response.WriteAsync(Draw(text.Length > Longest ? text[..Longest] : text));
    }

    private static string Draw(string text)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = 1000;
        console.Write(new FigletText(text));
        var lines = writer.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd());
        return string.Join('\n', lines).TrimEnd('\n') + "\n";
    }
}
