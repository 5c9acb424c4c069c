using System.Globalization;
using FederatedGateway.Playground.Issuer;

namespace FederatedGateway.Playground;

/// <summary>The command line, read. Without a port option each listener has its usual port, or with <c>--once</c> a free one.</summary>
internal sealed record Options
{
    public const string Usage = """
        Usage: dotnet run --project playground -- [options]

        Starts an OIDC issuer, an OpenFaaS and the federated gateway on 127.0.0.1, walks through what the
        gateway allows and what it refuses, and stays up until Ctrl-C.

          --once                 exit after the walk: 0 when each step came out as expected, else 1;
                                 ports not named are free ones
          --claims SHAPE         claims of the issuer's tokens: keycloak (default), auth0 or rfc9068
          --port N               gateway (8080); 0 is any free port, here and below
          --health-port N        health and metrics of the gateway (8081)
          --openfaas-port N      OpenFaaS (8082)
          --issuer-port N        issuer (8090)
          --no-color             plain text; so do NO_COLOR and a redirected output
          --help                 this text

        """;

    public bool Once { get; init; }

    public bool NoColor { get; init; }

    public bool Help { get; init; }

    public ClaimShape Claims { get; init; } = ClaimShape.All[0];

    public PortOption Gateway { get; init; } = new("--port", 8080);

    public PortOption Health { get; init; } = new("--health-port", 8081);

    public PortOption OpenFaas { get; init; } = new("--openfaas-port", 8082);

    public PortOption Issuer { get; init; } = new("--issuer-port", 8090);

    public IReadOnlyList<PortOption> Ports => [Gateway, Health, OpenFaas, Issuer];

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">An option is unknown or its value cannot be used; the message says which.</exception>
    public static Options Parse(string[] arguments)
    {
        var options = new Options();
        if (arguments.Contains("--once", StringComparer.Ordinal))
            options = options with { Gateway = Free(options.Gateway), Health = Free(options.Health), OpenFaas = Free(options.OpenFaas), Issuer = Free(options.Issuer) };

        for (var index = 0; index < arguments.Length; index++)
        {
            var (name, value) = arguments[index].Split('=', 2) is [var left, var right] ? (left, right) : (arguments[index], null);
            string Value() => value ?? (++index < arguments.Length ? arguments[index] : throw new FormatException($"{name} needs a value."));
            options = name switch
            {
                "--port" => options with { Gateway = Port(options.Gateway, Value()) },
                "--health-port" => options with { Health = Port(options.Health, Value()) },
                "--openfaas-port" => options with { OpenFaas = Port(options.OpenFaas, Value()) },
                "--issuer-port" => options with { Issuer = Port(options.Issuer, Value()) },
                "--claims" => options with { Claims = Shape(Value()) },
                "--once" when value is null => options with { Once = true },
                "--no-color" when value is null => options with { NoColor = true },
                "--help" or "-h" when value is null => options with { Help = true },
                _ => throw new FormatException($"Unknown option {arguments[index]}."),
            };
        }

        var same = options.Ports.Where(port => port.Number != 0).GroupBy(port => port.Number).FirstOrDefault(group => group.Count() > 1);
        return same is null ? options : throw new FormatException($"{string.Join(" and ", same.Select(port => port.Name))} are both {same.Key}.");
    }

    private static PortOption Free(PortOption port) => port with { Number = 0 };

    private static PortOption Port(PortOption port, string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? port with { Number = number }
            : throw new FormatException($"{port.Name} {text} is not a port from 0 to 65535.");

    private static ClaimShape Shape(string name) =>
        ClaimShape.All.FirstOrDefault(shape => shape.Name == name)
        ?? throw new FormatException($"--claims {name} is none of {string.Join(", ", ClaimShape.All.Select(shape => shape.Name))}.");
}
