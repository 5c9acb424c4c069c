using FederatedGateway.Vectors;

IEnumerable<Table> tables = Catalogue.Tables;
switch (args)
{
    case []:
        break;
    case ["--table", var name] when tables.Any(t => t.Name == name):
        tables = tables.Where(t => t.Name == name);
        break;
    default:
        Console.Error.WriteLine($"Usage: vectors [--table NAME], where NAME is one of {string.Join(", ", tables.Select(t => t.Name))}");
        return 2;
}

// https://no-color.org: any value that is not empty switches colours off.
var report = new Report(Console.Out, colours: !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));
await using var worlds = new Worlds();
foreach (var table in tables)
{
    report.Begin(table);
    foreach (var row in table.Rows) report.Add(await row.RunAsync(worlds));
}

report.End();
return report.HasFailures ? 1 : 0;
