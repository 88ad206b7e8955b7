using System.Reflection;
using System.Runtime.CompilerServices;
using IndirectProvider.Audit;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;

namespace IndirectProvider.UnitTests.Architecture;

/// <summary>The activity log is complete, and nobody takes anything out of it.</summary>
public sealed class ActivityLogTests
{
    private static readonly string[] Changing = ["ExecuteUpdate", "ExecuteDelete", "Remove", "Update", "Attach"];

    [Fact]
    public void No_code_changes_or_deletes_what_is_written_once() =>
        Rule.Holds(
            from assembly in Portal.All
            from type in assembly.GetTypes()
            from member in CodeReader.MembersUsedBy(type)
            where Changing.Any(verb => member.Name.StartsWith(verb, StringComparison.Ordinal)) && TypesNamedBy(member).Any(IsWrittenOnce)
            select $"{CodeReader.Outermost(type).FullName} calls {member.Name}");

    [Fact]
    public void Rows_and_seals_are_written_once()
    {
        Assert.True(IsWrittenOnce(typeof(AuditRecord)));
        Assert.True(IsWrittenOnce(typeof(AuditSeal)));
    }

    /// <summary>Verbs that save and say nothing in the log. Every entry needs its reason.</summary>
    private static readonly Dictionary<string, string> SayNothing = new()
    {
        ["IndirectProvider.Accounts.ForgetRegistrations"] = "nobody ever signed in there, and nobody is left to read it",
        ["IndirectProvider.Accounts.PrepareFirstOperator"] = "nobody did anything yet; following the link is recorded",
        ["IndirectProvider.Accounts.RenamePasskey"] = "a label that only its person sees",
        ["IndirectProvider.Audit.SealAuditLog"] = "a row about every seal would never let the log rest",
        ["IndirectProvider.Data.FillWords"] = "words follow from rows that are there; nobody does anything",
        ["IndirectProvider.Catalog.LoadCatalog"] = "the catalogue comes with the program and is no organisation's",
        ["IndirectProvider.Mail.RecordDelivery"] = "a mail's row says what became of it; an invitation's bounce is recorded by RecordBounces",
        ["IndirectProvider.Orders.KeepDraft"] = "what is typed into a wizard is nothing that happened; submitting and canceling are",
    };

    [Fact]
    public void Every_verb_that_saves_says_so_in_the_log()
    {
        var calls = new CallGraph(Portal.Core);
        var silent =
            (from type in Portal.TypesOf(Portal.Core)
             where type is { IsPublic: true, IsAbstract: false }
             let verbs = type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(m => m.Name == "ExecuteAsync").ToList()
             where verbs.Any(verb => calls.Reaches(verb, IsSave)) && !verbs.Any(verb => calls.Reaches(verb, IsRecord))
             select type.FullName!).ToHashSet();

        Rule.Holds(silent.Except(SayNothing.Keys).Select(name => $"{name} saves, says nothing in the activity log, and is not on the list"));
        Rule.Holds(SayNothing.Keys.Except(silent).Select(name => $"{name} is on the list and does not need to be"));
    }

    [Fact]
    public void Every_action_is_recorded_by_some_verb()
    {
        var core = IndirectProvider.Testing.RepositoryFolder.Path("src", "IndirectProvider.Core");
        var sources = Directory.EnumerateFiles(core, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) is not ("AuditAction.cs" or "AuditGroup.cs"))
            .Select(File.ReadAllText)
            .ToList();
        SubscriptionEventKind[] namedOtherwise = [SubscriptionEventKind.Ordered, SubscriptionEventKind.SupportContactChanged];
        var bySubscriptions = Enum.GetValues<SubscriptionEventKind>().Except(namedOtherwise).Select(kind => $"Subscription{kind}").ToHashSet();

        Rule.Holds(Actions().Where(action => !bySubscriptions.Contains(action) && !sources.Any(s => s.Contains($"AuditAction.{action}", StringComparison.Ordinal))));
        Rule.Holds(bySubscriptions.Except(Actions()));
    }

    [Fact]
    public void Every_action_is_of_one_kind() =>
        Rule.Holds(Actions().Where(action => Enum.GetValues<AuditGroup>().Count(group => AuditGroups.ActionsOf(group).Contains(action)) != 1));

    private static IEnumerable<string> Actions() =>
        typeof(AuditAction).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!);

    private static bool IsWrittenOnce(Type type) => typeof(IAppendOnly).IsAssignableFrom(type) && type.IsClass;

    private static IEnumerable<Type> TypesNamedBy(MemberInfo member) =>
        (member.DeclaringType?.GetGenericArguments() ?? []).Concat(member is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericArguments() : []);

    private static bool IsSave(MethodBase method) => method.Name == "SaveChangesAsync";

    private static bool IsRecord(MethodBase method) => method.Name == nameof(AuditTrail.Record) && method.DeclaringType == typeof(AuditTrail);

    /// <summary>Which methods of an assembly call which, through lambdas and async methods too.</summary>
    private sealed class CallGraph(Assembly assembly)
    {
        private readonly Dictionary<MethodBase, List<MethodBase>> calls = [];

        /// <summary>Whether a method calls such a one, itself or by others of the assembly.</summary>
        public bool Reaches(MethodBase from, Func<MethodBase, bool> wanted)
        {
            HashSet<MethodBase> seen = [];
            Stack<MethodBase> open = new([from]);
            while (open.TryPop(out var method))
            {
                if (wanted(method))
                {
                    return true;
                }

                if (seen.Add(method) && method.Module.Assembly == assembly)
                {
                    CallsOf(method).ForEach(open.Push);
                }
            }

            return false;
        }

        private List<MethodBase> CallsOf(MethodBase method)
        {
            if (!calls.TryGetValue(method, out var called))
            {
                // What the compiler made of a lambda or an async method is known by the class it put it into.
                var members = CodeReader.MembersUsedBy(method).ToList();
                called =
                [
                    .. members.OfType<MethodBase>(),
                    .. members.Select(m => m as Type ?? m.DeclaringType).OfType<Type>().Distinct()
                        .Where(type => type.IsNested && type.IsDefined(typeof(CompilerGeneratedAttribute)) && type.DeclaringType == CodeReader.Outermost(method.DeclaringType!))
                        .SelectMany(CodeReader.Methods),
                ];
                calls[method] = called;
            }

            return called;
        }
    }
}
