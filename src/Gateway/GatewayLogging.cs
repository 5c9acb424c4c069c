using System.Text.Encodings.Web;
using System.Text.Json;
using FederatedGateway.Configuration;
using Microsoft.Extensions.Logging.Console;

namespace FederatedGateway;

/// <summary>The program's log: to standard output, one line an event, as text or as JSON, in UTC.</summary>
internal static class GatewayLogging
{
    private const string TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";

    public static void Configure(ILoggingBuilder logging, GatewayOptions options)
    {
        if (options.JsonLog)
        {
            logging.AddJsonConsole(json =>
            {
                json.UseUtcTimestamp = true;
                json.TimestampFormat = TimestampFormat.TrimEnd();
                // Quotes as \" instead of \u0022: this JSON is read by people and log collectors, never put into a page.
                json.JsonWriterOptions = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
            });
        }
        else
        {
            logging.AddSimpleConsole(text =>
            {
                text.SingleLine = true;
                text.UseUtcTimestamp = true;
                text.TimestampFormat = TimestampFormat;
                var plain = Console.IsOutputRedirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
                text.ColorBehavior = plain ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Enabled;
            });
        }
    }

    /// <summary>Ours at the level asked for; the frameworks' only from a warning on, and their request lines, which hold query strings, never.</summary>
    public static void SetLevels(ILoggingBuilder logging, GatewayOptions options)
    {
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("FederatedGateway", options.Debug ? LogLevel.Debug : LogLevel.Information);
        // It logs exceptions of the exchange, which the gateway reports itself, with a reason.
        logging.AddFilter("Yarp", LogLevel.None);
    }
}
