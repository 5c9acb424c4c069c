using FederatedGateway.Reliability;

const int Success = 0;
const int Failure = 1;
const int UsageError = 64; // EX_USAGE of sysexits.h

Options options;
try
{
    options = Options.Parse(args);
}
catch (FormatException exception)
{
    await Console.Error.WriteLineAsync($"{exception.Message}{Environment.NewLine}{Environment.NewLine}{Options.Usage}");
    return UsageError;
}

if (options.Help)
{
    await Console.Out.WriteAsync(Options.Usage);
    return Success;
}

// The load is many tasks at once; the pool must not be what they wait for.
ThreadPool.SetMinThreads(32, 32);
var results = new List<Result>();
foreach (var scenario in options.Scenarios)
{
    await Console.Error.WriteLineAsync($"{scenario.Name}: {scenario.Promise}");
    var (start, findings) = (Clock.Now, new Findings());
    try
    {
        await scenario.RunAsync(options.Duration, findings);
    }
    catch (Exception exception)
    {
        // A scenario that breaks has shown nothing, and the others are to be seen all the same.
        findings.Expect(false, $"the scenario itself broke: {exception}");
    }

    results.Add(new(scenario.Name, Clock.Since(start).TotalSeconds, findings));
    await Console.Error.WriteLineAsync($"{scenario.Name}: {(findings.Held ? "held" : "FAILED")}");
}

if (options.Json) Results.WriteJson(results, Console.Out);
else Results.WriteTable(results, Console.Out);
return results.TrueForAll(result => result.Findings.Held) ? Success : Failure;
