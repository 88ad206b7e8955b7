using IndirectProvider.Benchmarks;
using IndirectProvider.Benchmarks.Load;
using IndirectProvider.Benchmarks.Seed;

(string Name, string Usage, Func<Options, Task> RunAsync)[] commands =
[
    ("row-security", "", _ => RowSecurityCost.RunAsync()),
    ("seed-load", SeedLoad.Usage, SeedLoad.RunAsync),
    ("load", LoadCommand.Usage, LoadCommand.RunAsync),
    ("people", PeopleCommand.Usage, PeopleCommand.RunAsync),
    ("floor", Floor.Usage, Floor.RunAsync),
];
if (args.Length > 0 && Array.Find(commands, c => c.Name == args[0]) is { RunAsync: { } run })
{
    try
    {
        await run(new Options(args[1..]));
        return 0;
    }
    catch (OptionsException misuse)
    {
        await Console.Error.WriteLineAsync(misuse.Message);
    }
}

foreach (var (name, usage, _) in commands)
{
    await Console.Error.WriteLineAsync($"dotnet run -c Release --project tests/IndirectProvider.Benchmarks -- {name} {usage}");
}

return 2;
