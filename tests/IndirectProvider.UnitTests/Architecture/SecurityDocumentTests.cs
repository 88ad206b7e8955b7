using System.Text.RegularExpressions;
using IndirectProvider.Testing;

namespace IndirectProvider.UnitTests.Architecture;

/// <summary>The documents about security point at code and tests: what they name is there.</summary>
public sealed partial class SecurityDocumentTests
{
    private static readonly Lazy<ILookup<string, string>> TestFiles = new(() =>
        Directory.EnumerateFiles(RepositoryFolder.Path("tests"), "*Tests.cs", SearchOption.AllDirectories)
            .ToLookup(file => Path.GetFileNameWithoutExtension(file)));

    [Theory]
    [InlineData("security.md")]
    [InlineData("security-asvs.md")]
    public void The_files_it_names_are_there(string document) =>
        Rule.Holds(
            from Match name in SourcePath().Matches(Read(document))
            let path = RepositoryFolder.Path("src", $"IndirectProvider.{name.Groups[1].Value}")
            where !File.Exists(path) && !Directory.Exists(path)
            select $"docs/{document} names {name.Groups[1].Value}");

    [Theory]
    [InlineData("security.md")]
    [InlineData("security-asvs.md")]
    public void The_tests_it_names_are_there(string document) =>
        Rule.Holds(
            from Match name in TestName().Matches(Read(document))
            let file = Find(name.Groups["folder"].Value, name.Groups["class"].Value)
            where file is null || !File.ReadAllText(file).Contains($" {name.Groups["method"].Value}(", StringComparison.Ordinal)
            select $"docs/{document} names {name.Value}");

    private static string Read(string document) => File.ReadAllText(RepositoryFolder.Path("docs", document));

    private static string? Find(string folder, string name)
    {
        var files = TestFiles.Value[name].Where(file => folder == "" || Path.GetFileName(Path.GetDirectoryName(file)) == folder).ToList();
        return files.Count == 1 ? files[0] : null;
    }

    [GeneratedRegex(@"`((?:Core|Web|Data\.\w+)/[\w./-]+)`", RegexOptions.CultureInvariant)]
    private static partial Regex SourcePath();

    [GeneratedRegex(@"`(?:(?<folder>\w+)/)?(?<class>\w+Tests)\.(?<method>\w+)`", RegexOptions.CultureInvariant)]
    private static partial Regex TestName();
}
