using System.Runtime.InteropServices;
using FederatedGateway.Mutation;

if (MutationOptions.Read(args) is not { } options)
{
    Console.Error.WriteLine(MutationOptions.Usage);
    return 2;
}

using var interrupted = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var onTermination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);

var sources = await GatewaySources.LoadAsync(interrupted.Token);
var mutants = options.Choose(new MutantFinder(sources).Find());
if (mutants.Count == 0)
{
    Console.Error.WriteLine("No such mutants.");
    return 2;
}

if (options.ListOnly)
{
    foreach (var mutant in mutants) Console.WriteLine(mutant.Key);
    return 0;
}

var explanations = Explanations.Read();
var run = new MutationRun(sources, mutants, options);
try
{
    await run.RunAsync(interrupted.Token);
}
catch (OperationCanceledException)
{
    Console.WriteLine("Interrupted.");
}

run.Save();
var good = new Report(run.Verdicts, explanations, options.IsWhole && !interrupted.IsCancellationRequested).Write(Console.Out);
return interrupted.IsCancellationRequested ? 130 : good ? 0 : 1;

// The programs under test end with this one; what was found so far is told.
void Interrupt(PosixSignalContext signal)
{
    signal.Cancel = true;
    interrupted.Cancel();
}
