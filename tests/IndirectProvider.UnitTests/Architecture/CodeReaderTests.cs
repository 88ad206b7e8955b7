using System.Text;

namespace IndirectProvider.UnitTests.Architecture;

/// <summary>The reader sees what the rules look for, also where the compiler moved the code elsewhere.</summary>
public sealed class CodeReaderTests
{
    [Fact]
    public void It_sees_calls_in_methods_lambdas_and_async_methods()
    {
        var names = typeof(Specimen).GetNestedTypes(System.Reflection.BindingFlags.NonPublic).Append(typeof(Specimen))
            .SelectMany(CodeReader.MembersUsedBy)
            .Select(member => member.Name)
            .ToHashSet();

        Assert.Superset(new HashSet<string> { "AppendLine", "Insert", "Delay" }, names);
    }

    [Fact]
    public void It_takes_signatures_and_generics_apart()
    {
        var types = CodeReader.TypesUsedBy(typeof(Specimen));

        Assert.Superset(new HashSet<Type> { typeof(Dictionary<,>), typeof(Uri), typeof(Version), typeof(StringBuilder) }, types.ToHashSet());
    }

    private sealed class Specimen
    {
        public Dictionary<string, Uri[]> Addresses { get; } = [];

        public static string Direct() => new StringBuilder().AppendLine().ToString();

        public static Func<string> Lambda(int at) => () => new StringBuilder().Insert(at, "x").ToString();

        public static async Task<Version?> LaterAsync()
        {
            await Task.Delay(1);
            return null;
        }
    }
}
