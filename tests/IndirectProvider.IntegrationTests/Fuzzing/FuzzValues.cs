using System.Globalization;
using System.Text;

namespace IndirectProvider.IntegrationTests.Fuzzing;

/// <summary>
/// What people, scanners and attackers put into fields: drawn at random, the same again for the same random numbers. Values are
/// percent-encoded already, so that bytes that are no text (lone surrogates, broken encodings) can be among them.
/// </summary>
public static class FuzzValues
{
    /// <summary>The header that must never come back.</summary>
    public const string InjectedHeader = "X-Fz";

    private static readonly Func<Random, int, string>[] Families =
    [
        Unicode, Controls, Long, Sql, Markup, Markup, Template, PathLike, HeaderLike, Number, Date, Id, Broken, Word,
    ];

    /// <summary>One value, percent-encoded.</summary>
    /// <param name="random">The random numbers.</param>
    /// <param name="number">The input's number, which marks markup.</param>
    public static string Next(Random random, int number) => Families[random.Next(Families.Length)](random, number);

    /// <summary>The markup that must only come back encoded: as an element, and as the end of an attribute.</summary>
    public static IEnumerable<string> Marks(int number) => [$"<fz{number}", $"fz{number}>", $"fq{number}\" on", $"fq{number}' on"];

    /// <summary>Encodes text as UTF-8.</summary>
    public static string Encode(string text) => string.Concat(Encoding.UTF8.GetBytes(text).Select(b =>
        char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'.' or (byte)'_' ? ((char)b).ToString() : $"%{b:X2}"));

    private static string One(Random random, params ReadOnlySpan<string> values) => values[random.Next(values.Length)];

    private static string Unicode(Random random, int number)
    {
        string[] parts =
        [
            "%E2%80%AE" + Encode("txt.exe"), Encode("\u200B\u200C\u200D\uFEFF"), Encode("Z\u0351\u036B\u0343\u036A\u0302\u036B"), Encode("السلام عليكم"), Encode("שלום"),
            Encode("😀👨‍👩‍👧‍👦🏴‍☠️"), Encode("İıſßŒﬀ"), Encode("\uFFFD\uFFFE\uFFFF"), Encode("\U0010FFFF\U000E0001"), "%ED%A0%80", "%ED%BF%BF", Encode("𝓓𝓸𝓶"),
            Encode("é e\u0301"), Encode("ｆｕｌｌ　ｗｉｄｔｈ"), Encode("\u2028\u2029\u0085\u00A0"), Encode("＜fz＞"), Encode("𠜎𠜱"), Encode("\u202A\u202D\u2066x\u2069"),
        ];
        return string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => parts[random.Next(parts.Length)]));
    }

    private static string Controls(Random random, int number) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => $"%{random.Next(0x20):X2}{One(random, "", "a", "%7F", "%00")}"));

    private static string Long(Random random, int number)
    {
        // Mostly around the lengths that columns and rules have, now and then a hundred thousand.
        var length = random.Next(10) switch { 0 => 100_000, 1 => random.Next(10_000, 40_000), < 5 => One(random, "50", "51", "256", "257", "320", "400", "4000", "4001") is var n ? int.Parse(n, CultureInfo.InvariantCulture) : 0, _ => random.Next(1, 3000) };
        var unit = One(random, "x", "%20", "%F0%9F%98%80", "%3C", "9", "a.", "%22", "-", "a%40", "%CC%81", "%2F", "%26", "%0A");
        return new StringBuilder().Insert(0, unit, length / (unit.Length > 6 ? 4 : 1)).ToString();
    }

    private static string Sql(Random random, int number) => Encode(One(
        random, "' OR 1=1 --", "'; DROP TABLE Customers; --", "1) UNION SELECT name FROM sqlite_master --", "%' OR '%'='", "\\", "_%[a-z]%", "') OR EXISTS(SELECT 1) --", "\"; --", "x' AND sleep(5) --",
        "'||(SELECT pg_sleep(5))||'", "'; WAITFOR DELAY '0:0:5' --", "1e0", "CASE WHEN 1=1 THEN randomblob(100000000) END", "NULL", "* OR name:a", "\"a\" NEAR b"));

    private static string Markup(Random random, int number)
    {
        var mark = One(random, $"<fz{number}>", $"</title><fz{number}>", $"\"><fz{number} onload=x>", $"'><fz{number}>", $"fq{number}\" onfocus=x ", $"fq{number}' onfocus=x ", $"--><fz{number}>", $"</script><fz{number}>", $"]]><fz{number}>", $"<fz{number}/**/x=y>");
        return Encode(One(random, "", "Anna ", "javascript:alert(1)//", "data:text/html,", "a@b.example", "<svg/onload=alert(1)>", "&lt;", "https://x.example/?a=") + mark);
    }

    private static string Template(Random random, int number) => Encode(One(
        random, "{{7*7}}", "${7*7}", "@(7*7)", "@Model", "#{7*7}", "<%= 7*7 %>", "{0}", "{0} {1} {99}", "{", "}}", "{x}", "%s%n%d", "$(id)", "`id`", "{{constructor.constructor('x')()}}", "[[${7*7}]]", "{Name:lj}")) + (random.Next(2) == 0 ? Encode($"<fz{number}>") : "");

    private static string PathLike(Random random, int number) => One(
        random, Encode("../../../../etc/passwd"), Encode("..\\..\\web.config"), "%2e%2e%2f%2e%2e%2f", "%252e%252e%252f", Encode("/etc/passwd\0.png"), Encode("//evil.example/"), Encode("\\\\evil.example\\x"), Encode("/\\evil.example"),
        Encode("https://evil.example/"), Encode("file:///etc/passwd"), Encode("~/"), Encode("CON"), Encode("C:\\Windows"), Encode("/%09/evil.example"), Encode("https:evil.example"), Encode("/customers/../operator"));

    private static string HeaderLike(Random random, int number) => One(
        random, $"%0D%0A{InjectedHeader}:%20fz", $"x%0D%0ASet-Cookie:%20fz=1%0D%0A{InjectedHeader}:%20fz", $"%0A{InjectedHeader}:fz", $"/%0D%0A{InjectedHeader}:%20fz", $"%E5%98%8A%E5%98%8D{InjectedHeader}:fz",
        $"a%40b.example%0D%0ABcc:%20c%40d.example", $"/x%0D{InjectedHeader}:%20fz", "%0D%0A%0D%0A%3Chtml%3E");

    private static string Number(Random random, int number) => Encode(One(
        random, "0", "-0", "-1", "1", "2147483647", "2147483648", "-2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1e308", "1e400", "-1e400", "NaN", "Infinity", "0x1F", "1_000", "1,5", "1.5",
        "٣", "1 000", "+1", "00000000001", "1e5", "99999999999999999999999999999999", "0.1", "½", "1;2", "true", "1.0E+2", "−1", "638000000000000000", random.Next().ToString(CultureInfo.InvariantCulture)));

    private static string Date(Random random, int number) => Encode(One(
        random, "0001-01-01", "9999-12-31", "10000-01-01", "0000-00-00", "2026-02-29", "2024-02-29", "2026-13-45", "-0001-01-01", "2026-11-23T23:59:60Z", "9999-12-31T23:59:59.9999999-14:00", "0001-01-01T00:00:00+14:00", "31.12.2026", "12/31/2026",
        "tomorrow", "1970-01-01", "2026-W01", "99999999", "2026-11-23T00:00:00[Europe/Berlin]", "1753-01-01", "2038-01-19"));

    private static string Id(Random random, int number) => Encode(One(
        random, "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", $"{Guid.CreateVersion7()}", $"{{{Guid.NewGuid()}}}", $"{Guid.NewGuid():N}", $"({Guid.NewGuid()})", $"{Guid.NewGuid():X}", $"urn:uuid:{Guid.NewGuid()}",
        $" {Guid.NewGuid()} ", $"{Guid.NewGuid()}'", "none", "partner-id", "null", "undefined", "[object Object]", "ALT-OFF-STD", "alt-off-std", "P1Y/Monthly", "P1M/", "DE", "de-DE", "xx", "GlobalAdmin", "Active", "1,2"));

    private static string Broken(Random random, int number) => One(
        random, "%", "%z", "%zz", "%u0041", "%C0%AF", "%FF%FE", "%80", "%F5%80%80%80", "%E2%82", "a%", "%00", "+", "%2", "%%%", "%0", "%C3%28", "%FC%80%80%80%80%AF");

    private static string Word(Random random, int number) => Encode(One(
        random, "", " ", "Anna", "anna@example.com", "anna@", "@example.com", "\"a b\"@example.com", "a@[127.0.0.1]", "=1+1", "@SUM(A1)", "+1", "-cmd|' /C calc'!A0", "on", "true", "false", "true,false", "+49 30 123456", "tel:+49", "example.com",
        "http://", "http://[::1", "https://example.com:99999/", "xn--", "xn--a", "a.b.c.", "-", "name", "\t", "null", "a,b,c", "a;b", "*", "?", "#", "&a=b", "%41"));
}
