using System.Xml.Linq;

namespace IndirectProvider.UnitTests.Texts;

/// <summary>The texts of one project: the keys its sources use and the German entries beside them.</summary>
public sealed record Translations(string Project, string Resource, IReadOnlyList<(string Call, int Argument)> Calls)
{
    public static readonly Translations Web = new("IndirectProvider.Web", "Texts", [("T[", 0), ("texts[", 0), ("_texts[", 0)]);

    public static readonly Translations Core = new(
        "IndirectProvider.Core",
        "CoreTexts",
        [
            ("CoreTexts.Get(", 0), ("CoreTexts.In(", 1), ("Error.Invalid(", 1), ("Error.Conflict(", 0), ("Error.Forbidden(", 0),
            ("new Error(", 2), ("WithMessage(", 0),

            // TypedText's rules, and the short name that mails give to CoreTexts.In.
            (".Text(", 0), (".Email(", 0), ("T(", 0),
        ]);

    private string Folder => IndirectProvider.Testing.RepositoryFolder.Path("src", Project);

    private string File => Path.Combine(Folder, "Resources", $"{Resource}.de.resx");

    /// <summary>Every key the sources use, with the file it stands in first.</summary>
    public IReadOnlyDictionary<string, string> Keys() =>
        (from source in Sources()
         from call in Calls
         from key in CallReader.LiteralsIn(source.Text, call.Call, call.Argument)
         where key.Any(char.IsLetter)
         group source.Name by key).ToDictionary(uses => uses.Key, uses => uses.First());

    /// <summary>Every literal of the sources, for keys that are chosen elsewhere than where they are used.</summary>
    public IReadOnlySet<string> Literals() => Sources().SelectMany(source => CallReader.AllLiterals(source.Text)).ToHashSet();

    /// <summary>The German entries in the order of the file.</summary>
    public IReadOnlyList<(string Key, string Value)> German() => !System.IO.File.Exists(File) ? [] :
    [
        .. XDocument.Load(File).Root!.Elements("data").Select(data => (data.Attribute("name")!.Value, data.Element("value")!.Value)),
    ];

    private IEnumerable<(string Name, string Text)> Sources() =>
        from pattern in new[] { "*.cs", "*.cshtml" }
        from file in Directory.EnumerateFiles(Folder, pattern, SearchOption.AllDirectories)
        let name = Path.GetRelativePath(Folder, file)
        where !name.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules")
        select (name, System.IO.File.ReadAllText(file));
}
