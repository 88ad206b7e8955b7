using System.Reflection;

namespace IndirectProvider.UnitTests.Architecture;

public sealed class CodeRulesTests
{
    private static readonly string[] Saving = ["SaveChanges", "ExecuteUpdate", "ExecuteDelete", "ExecuteSql"];

    [Fact]
    public void Pages_do_not_save() =>
        Rule.Holds(
            from type in Portal.Web.GetTypes()
            where IsPage(type)
            from member in CodeReader.MembersUsedBy(type)
            where Saving.Any(verb => member.Name.StartsWith(verb, StringComparison.Ordinal))
            select $"{CodeReader.Outermost(type).FullName} calls {member.Name}: let a verb of Core do it");

    [Fact]
    public void The_time_comes_from_TimeProvider() =>
        Rule.Holds(
            from assembly in Portal.All
            from type in assembly.GetTypes()
            from member in CodeReader.MembersUsedBy(type)
            where IsClock(member)
            select $"{CodeReader.Outermost(type).FullName} calls {member.DeclaringType!.Name}.{member.Name}");

    /// <summary>Where rows of all tenants may be read on purpose. Every entry needs its reason.</summary>
    private static readonly Dictionary<string, string> LiftsTheFilter = [];

    [Fact]
    public void The_tenant_filter_is_lifted_only_where_the_list_says_so() =>
        Rule.Holds(
            from assembly in Portal.All
            from type in assembly.GetTypes()
            where CodeReader.MembersUsedBy(type).Any(member => member.Name is "IgnoreQueryFilters" or "SqlQueryRaw" or "SqlQuery" or "FromSqlRaw")
            let name = CodeReader.Outermost(type).FullName
            where !LiftsTheFilter.ContainsKey(name!)
            select $"{name} reads past the tenant filter");

    private static bool IsPage(Type type) =>
        type.Namespace is { } name
        && (name.StartsWith("IndirectProvider.Web.Pages", StringComparison.Ordinal) || name.StartsWith("AspNetCoreGeneratedDocument", StringComparison.Ordinal));

    private static bool IsClock(MemberInfo member) =>
        (member.DeclaringType == typeof(DateTime) || member.DeclaringType == typeof(DateTimeOffset))
        && member.Name is "get_Now" or "get_UtcNow" or "get_Today";
}
