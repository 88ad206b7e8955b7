namespace IndirectProvider.UnitTests.Kernel;

public sealed class CompanyNameTests
{
    [Theory]
    [InlineData("GmbH")]
    [InlineData("gmbh")]
    [InlineData("G.m.b.H.")]
    [InlineData("  Ltd. ")]
    [InlineData("GmbH & Co. KG")]
    public void A_legal_form_alone_is_no_name(string name) => Assert.True(CompanyName.IsLegalFormOnly(name));

    [Theory]
    [InlineData("Nordwind GmbH")]
    [InlineData("Limited Edition Prints")]
    [InlineData("3M")]
    public void A_name_may_hold_a_legal_form(string name) => Assert.False(CompanyName.IsLegalFormOnly(name));

    [Theory]
    [InlineData("nordwind.example", true)]
    [InlineData("www.nordwind.de", true)]
    [InlineData("https://nordwind.de/", true)]
    [InlineData("Nordwind GmbH", false)]
    [InlineData("J.P. Nord", false)]
    [InlineData("Nord Co.", false)]
    [InlineData(null, false)]
    public void Looks_like_a_domain(string? name, bool expected) => Assert.Equal(expected, CompanyName.LooksLikeDomain(name));
}
