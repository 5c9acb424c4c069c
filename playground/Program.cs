using System.Runtime.InteropServices;
using FederatedGateway.Playground;

Options options;
try
{
    options = Options.Parse(args);
}
catch (FormatException exception)
{
    await Console.Error.WriteLineAsync($"{exception.Message}{Environment.NewLine}{Environment.NewLine}{Options.Usage}");
    return ExitCode.Usage;
}

if (options.Help)
{
    await Console.Out.WriteAsync(Options.Usage);
    return ExitCode.Success;
}

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await new Session(options).RunAsync(stop.Token);

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
