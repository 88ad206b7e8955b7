using IndirectProvider.Benchmarks;

switch (args)
{
    case ["row-security"]:
        await RowSecurityCost.RunAsync();
        return 0;
    default:
        await Console.Error.WriteLineAsync("dotnet run -c Release --project tests/IndirectProvider.Benchmarks -- row-security");
        return 2;
}
