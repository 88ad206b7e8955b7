namespace IndirectProvider.UnitTests.Kernel;

public sealed class PostalAddressValidatorTests
{
    private static readonly PostalAddressValidator Validator = new();

    [Theory]
    [InlineData("DE", null, "10115", "")]
    [InlineData("DE", null, "1011", "PostalCode")]
    [InlineData("DE", null, null, "PostalCode")]
    [InlineData("DE", "BE", "10115", "")]
    [InlineData("AT", null, "1010", "")]
    [InlineData("CH", null, "8001", "")]
    [InlineData("NL", null, "1012 ab", "")]
    [InlineData("GB", null, "sw1a 1aa", "")]
    [InlineData("GB", null, "12345", "PostalCode")]
    [InlineData("US", "WA", "98052", "")]
    [InlineData("US", null, "98052", "State")]
    [InlineData("US", "XX", "98052", "State")]
    [InlineData("CA", "on", "K1A 0B1", "")]
    [InlineData("BR", "SP", "01310-100", "")]
    [InlineData("JP", "13", "100-0001", "")]
    [InlineData("AE", null, null, "")]
    [InlineData("ZZ", null, "1", "Country")]
    [InlineData(null, null, null, "Country")]
    public void Follows_the_rules_of_the_country(string? country, string? state, string? postalCode, string wrong)
    {
        var address = new PostalAddressInput { Line1 = "Street 1", City = "City", Country = country, State = state, PostalCode = postalCode };

        Assert.Equal(wrong, string.Join(',', Validator.Validate(address).Errors.Select(e => e.PropertyName)));
    }

    [Fact]
    public void Every_country_takes_its_own_example()
    {
        foreach (var country in Countries.All)
        {
            var address = new PostalAddressInput
            {
                Line1 = "Street 1",
                City = "City",
                Country = country.Code,
                State = country.States.FirstOrDefault()?.Code,
                PostalCode = country.PostalCode?.Example,
            };

            Assert.True(Validator.Validate(address).IsValid, country.Code);
            Assert.Equal(country.PostalCode is null, address.ToAddress().PostalCode is null);
        }
    }

    [Theory]
    [InlineData("   ")]
    [InlineData("---")]
    [InlineData("\u200b")]
    [InlineData("Street\u0007 1")]
    [InlineData("Street \u202e1")]
    public void A_line_must_be_readable(string line) =>
        Assert.Contains(
            Validator.Validate(new PostalAddressInput { Line1 = line, City = "City", Country = "DE", PostalCode = "10115" }).Errors,
            e => e.PropertyName == "Line1");

    [Fact]
    public void What_the_country_has_no_use_for_is_left_out()
    {
        var address = new PostalAddressInput { Line1 = " Street   1 ", City = "City", Country = "ae", State = "WA", PostalCode = "12345" }.ToAddress();

        Assert.Equal(new PostalAddress("Street 1", null, "City", null, null, "AE"), address);
    }
}
