using FederatedGateway.Fuzz;
using SharpFuzz;

// Without files it serves a fuzzer; with files it replays them, for a finding to be looked at.
if (args is not [var name, .. var files] || !Harness.Targets.TryGetValue(name, out var check))
{
    Console.Error.WriteLine($"usage: FederatedGateway.Fuzz {string.Join('|', Harness.Targets.Keys)} [FILE...]");
    return 64;
}

foreach (var file in files)
    check(File.ReadAllBytes(file));
if (files.Length == 0)
{
    Fuzzer.OutOfProcess.Run(input =>
    {
        using var bytes = new MemoryStream();
        input.CopyTo(bytes);
        check(bytes.ToArray());
    });
}

return 0;
