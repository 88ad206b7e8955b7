using System.Text;

namespace IndirectProvider.UnitTests.Texts;

/// <summary>Finds calls in C# or Razor source and the string literals in one of their arguments.</summary>
internal static class CallReader
{
    /// <summary>The literals in argument <paramref name="argument"/> of every call that starts with <paramref name="call"/>, such as <c>T[</c>.</summary>
    public static IEnumerable<string> LiteralsIn(string source, string call, int argument)
    {
        for (var at = source.IndexOf(call, StringComparison.Ordinal); at >= 0; at = source.IndexOf(call, at + 1, StringComparison.Ordinal))
        {
            if (at > 0 && call[0] != '.' && (char.IsLetterOrDigit(source[at - 1]) || source[at - 1] == '_'))
            {
                continue;
            }

            foreach (var literal in Arguments(source, at + call.Length).Where(found => found.Argument == argument))
            {
                yield return literal.Text;
            }
        }
    }

    /// <summary>All string literals of a source.</summary>
    public static IEnumerable<string> AllLiterals(string source)
    {
        for (var at = 0; at < source.Length; at++)
        {
            if (source[at] == '"')
            {
                var start = at;
                var text = Literal(source, ref at);
                yield return text;

                // In Razor a quote may open an attribute: what it holds is read again.
                at = source.AsSpan(start, at - start).Contains('@') ? start : at;
            }
        }
    }

    private static List<(int Argument, string Text)> Arguments(string source, int at)
    {
        var found = new List<(int, string)>();
        var (depth, argument) = (0, 0);
        for (; at < source.Length; at++)
        {
            switch (source[at])
            {
                case '"':
                    found.Add((argument, Literal(source, ref at)));
                    break;
                case '(' or '[' or '{':
                    depth++;
                    break;
                case ')' or ']' or '}':
                    if (depth-- == 0)
                    {
                        return found;
                    }

                    break;
                case ',' when depth == 0:
                    argument++;
                    break;
                case '\'':
                    at += source[at + 1] == '\\' ? 3 : 2;
                    break;
            }
        }

        return found;
    }

    /// <summary>
    /// Reads the literal that begins at <paramref name="at"/> and leaves it at its closing quote, or at the end of the
    /// line, so that a lone quote in a comment spoils no more than its line.
    /// </summary>
    private static string Literal(string source, ref int at)
    {
        var verbatim = at > 0 && source[at - 1] == '@';
        var text = new StringBuilder();
        for (at++; at < source.Length; at++)
        {
            var letter = source[at];
            if (letter == '"' && verbatim && at + 1 < source.Length && source[at + 1] == '"')
            {
                at++;
            }
            else if (letter == '"' || (letter == '\n' && !verbatim))
            {
                break;
            }
            else if (letter == '\\' && !verbatim && at + 1 < source.Length)
            {
                letter = source[++at] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', var other => other };
            }

            text.Append(letter);
        }

        return text.ToString();
    }
}
