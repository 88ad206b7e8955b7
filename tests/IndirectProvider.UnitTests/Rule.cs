namespace IndirectProvider.UnitTests;

/// <summary>Says all that breaks a rule, one per line; xunit's own message stops after a few.</summary>
internal static class Rule
{
    /// <summary>Fails if anything breaks the rule.</summary>
    public static void Holds(IEnumerable<string> broken)
    {
        var found = broken.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(found.Count == 0, $"{found.Count} times broken:\n  {string.Join("\n  ", found)}");
    }
}
