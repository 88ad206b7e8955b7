namespace IndirectProvider.UnitTests.Kernel;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("Elbe-Logistik & Söhne GmbH", "ELBE GMBH LOGISTIK SÖHNE")]
    [InlineData("  O'Neill   Ltd. ", "LTD NEILL O")]
    [InlineData("ﬁnance ｏｆｆｉｃｅ", "FINANCE OFFICE")]
    [InlineData("Amazon.com Services", "AMAZON SERVICES")]
    [InlineData("nora.licht@mail.nordlicht.example", "LICHT MAIL NORA NORDLICHT")]
    [InlineData("Ångström Ελλάς Москва", "ÅNGSTRÖM ΕΛΛΆΣ МОСКВА")]
    [InlineData("東京商事", "京商事 商事 東京商事 事")]
    [InlineData("カナ社", "カナ社 ナ社 社")]
    [InlineData("ไทย", "ไทย ทย ย")]
    [InlineData("***", "")]
    public void Texts_are_split_into_words(string text, string words) =>
        Assert.Equal(words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), SearchWords.Of(text));

    [Theory]
    [InlineData("elbe log", "Elbe-Logistik GmbH", true)]
    [InlineData("LOG elbe", "Elbe-Logistik GmbH", true)]
    [InlineData("istik", "Elbe-Logistik GmbH", false)]
    [InlineData("elbe x", "Elbe-Logistik GmbH", false)]
    [InlineData("elb elbe", "Elbe-Logistik GmbH", true)]
    [InlineData("商事", "東京商事", true)]
    [InlineData("京商", "東京商事", true)]
    [InlineData("事商", "東京商事", false)]
    [InlineData("nora.licht@nordlicht.example", "nora.licht@nordlicht.example", true)]
    [InlineData("nordlicht.ex", "nora.licht@nordlicht.example", true)]
    [InlineData("elbe-logistik.tenants.example", "elbe-logistik", true)]
    [InlineData("amazon.com", "Amazon.com Services", true)]
    public void What_is_typed_finds_the_beginnings_of_words(string typed, string text, bool found)
    {
        var words = SearchWords.Of(text);

        Assert.Equal(found, SearchWords.Sought(typed).All(range =>
            words.Any(w => string.CompareOrdinal(w, range.From) >= 0 && string.CompareOrdinal(w, range.To) < 0)));
    }

    [Fact]
    public void Long_words_and_many_are_cut_on_both_sides()
    {
        var name = new string('a', 100) + " " + string.Join(' ', Enumerable.Range(0, 40).Select(n => $"w{n}"));

        Assert.All(SearchWords.Of(name), word => Assert.InRange(word.Length, 1, SearchWords.MaxLength));
        Assert.Equal(new string('A', SearchWords.MaxLength), SearchWords.Sought(new string('a', 200)).Single().From);
        Assert.Equal(SearchWords.MostSought, SearchWords.Sought(name).Count);
        Assert.Empty(SearchWords.Sought("*** --"));
    }
}
