using System.Text.RegularExpressions;

namespace IndirectProvider.IntegrationTests.Plans;

/// <summary>What the text of a query says that its plan doesn't.</summary>
internal sealed partial class SqlText
{
    private readonly string text;
    private readonly Dictionary<string, (string Table, int At)> aliases = [];

    /// <summary>A query in EF's words, where each alias stands for one table.</summary>
    public SqlText(string text)
    {
        this.text = text;
        foreach (Match match in Named().Matches(text))
        {
            aliases.TryAdd(match.Groups["alias"].Value, (match.Groups["table"].Value, match.Index));
        }
    }

    /// <summary>The columns whose texts it looks into, which no index serves.</summary>
    public IEnumerable<string> LookedInto => IntoText().Matches(text).Select(m => m.Groups["column"].Value);

    /// <summary>The table of an alias; null for none.</summary>
    public string? Table(string alias) => aliases.TryGetValue(alias, out var named) ? named.Table : null;

    /// <summary>Whether it is read for nothing, which the database knows without looking.</summary>
    public bool IsEmpty(string alias) => Blocks(alias).Any(block => block.Contains("WHERE 0", StringComparison.Ordinal));

    /// <summary>Whether the SELECT that reads it ends after a number of rows.</summary>
    public bool IsLimited(string alias) => Blocks(alias).Any(block => block.Contains("LIMIT ", StringComparison.Ordinal));

    /// <summary>The SELECT that reads it, and those that only join its rows or hand them on.</summary>
    private IEnumerable<string> Blocks(string alias)
    {
        for (var at = aliases[alias].At; at >= 0;)
        {
            var (start, block) = Around(at);
            yield return block;
            at = start > 0 && FromHere().IsMatch(text[..start]) ? start - 1 : -1;
        }
    }

    /// <summary>The parentheses around a place, and what stands in them without what stands in further ones.</summary>
    private (int Start, string Block) Around(int at)
    {
        var (start, depth) = (at, 0);
        for (; start > 0; start--)
        {
            depth += text[start - 1] switch { ')' => 1, '(' => -1, _ => 0 };
            if (depth < 0)
            {
                break;
            }
        }

        var block = new System.Text.StringBuilder();
        depth = 0;
        foreach (var c in text.AsSpan(start))
        {
            depth += c switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth < 0)
            {
                break;
            }

            block.Append(depth == 0 ? c : ' ');
        }

        return (start, block.ToString());
    }

    [GeneratedRegex(@"""(?<table>\w+)"" AS ""?(?<alias>\w+)""?")]
    private static partial Regex Named();

    [GeneratedRegex(@"(instr|strpos)\([^,]*[""\[](?<column>\w+)[""\]]\)*,|[""\[](?<column>\w+)[""\]]\)* (NOT )?LIKE (N?'%|@\w+_contains)")]
    private static partial Regex IntoText();

    [GeneratedRegex(@"(FROM|JOIN)\s+\($")]
    private static partial Regex FromHere();
}
