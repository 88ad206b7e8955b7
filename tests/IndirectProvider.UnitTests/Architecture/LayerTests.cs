using System.Reflection;

namespace IndirectProvider.UnitTests.Architecture;

public sealed class LayerTests
{
    /// <summary>Contracts only, without HTTP: what accounts are stored in, and what secrets are sealed with.</summary>
    private static readonly string[] WebAssembliesCoreMayUse =
    [
        "Microsoft.AspNetCore.Identity.EntityFrameworkCore",
        "Microsoft.AspNetCore.DataProtection.Abstractions",
    ];

    private static readonly string[] NotForCore =
    [
        "Microsoft.AspNetCore", "Microsoft.Extensions.Hosting", "Microsoft.Identity.Web",
        "Microsoft.EntityFrameworkCore.Sqlite", "Microsoft.EntityFrameworkCore.SqlServer", "Microsoft.Data", "Npgsql", "SQLitePCLRaw",
        "MailKit", "MimeKit", "IndirectProvider",
    ];

    [Fact]
    public void Core_uses_no_web_no_particular_database_and_no_mail_client() =>
        Rule.Holds(
            from name in References(Portal.Core)
            where NotForCore.Any(prefix => IsOrIsBelow(name, prefix)) && !WebAssembliesCoreMayUse.Contains(name)
            select $"Core uses {name}");

    [Fact]
    public void A_database_project_uses_Core_and_no_other_project() =>
        Rule.Holds(
            from database in Portal.Databases
            from name in References(database)
            where (IsOrIsBelow(name, "IndirectProvider") && name != "IndirectProvider.Core") || IsOrIsBelow(name, "Microsoft.AspNetCore.Mvc")
            select $"{database.GetName().Name} uses {name}");

    [Fact]
    public void Features_only_look_down() =>
        Rule.Holds(Portal.TypesOf(Portal.Core).SelectMany(LooksUp));

    [Fact]
    public void Every_folder_of_Core_is_in_the_list_of_features()
    {
        string[] known = [.. Portal.Features, Portal.Registration, "Data", "Resources"];

        Rule.Holds(Portal.TypesOf(Portal.Core).Select(Portal.FeatureOf).Distinct().Except(known));
    }

    private static IEnumerable<string> LooksUp(Type type)
    {
        var rank = Rank(Portal.FeatureOf(type));
        return from used in CodeReader.TypesUsedBy(type)
               where used.Assembly == Portal.Core && Portal.FeatureOf(type) != "Data" && Portal.FeatureOf(used) != "Data" && Rank(Portal.FeatureOf(used)) > rank
               select $"{CodeReader.Outermost(type).FullName} uses {CodeReader.Outermost(used).FullName}, which is above it";
    }

    private static int Rank(string feature) => feature == Portal.Registration ? int.MaxValue : Array.IndexOf(Portal.Features, feature);

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);

    private static bool IsOrIsBelow(string name, string prefix) => name == prefix || name.StartsWith(prefix + ".", StringComparison.Ordinal);
}
