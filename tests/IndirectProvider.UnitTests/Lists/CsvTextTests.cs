using IndirectProvider.Web.Pages.Shared;

namespace IndirectProvider.UnitTests.Lists;

/// <summary>What a spreadsheet would run as a formula stands as text.</summary>
public sealed class CsvTextTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+49 30 123456")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1:A9)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("  =HYPERLINK(\"https://evil.example\")")]
    [InlineData("\u00a0\u200b\ufeff-1")]
    [InlineData("＝1")]
    public void A_formula_is_neutralised(string text) => Assert.Equal("'" + text, CsvText.Of(text));

    [Theory]
    [InlineData("x;=1+1;y", "x;'=1+1;y")]
    [InlineData("x, @SUM(A1)", "x, '@SUM(A1)")]
    [InlineData("=1;-2", "'=1;'-2")]
    public void A_formula_behind_another_programs_separator_is_neutralised(string text, string expected) => Assert.Equal(expected, CsvText.Of(text));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("Müller & Söhne GmbH")]
    [InlineData("a=1")]
    [InlineData("admin@contoso.example")]
    [InlineData("'=1")]
    public void Other_text_stays_as_it_is(string text) => Assert.Equal(text, CsvText.Of(text));

    [Fact]
    public void Numbers_days_and_moments_are_the_same_in_every_language()
    {
        Assert.Equal("-1234", CsvText.Of(-1234));
        Assert.Equal("2026-11-03", CsvText.Of(new DateOnly(2026, 11, 3)));
        Assert.Equal("2026-11-03 22:15:07", CsvText.Of(new DateTimeOffset(2026, 11, 4, 0, 15, 7, TimeSpan.FromHours(2))));
        Assert.Equal("", CsvText.Of(null));
    }
}
