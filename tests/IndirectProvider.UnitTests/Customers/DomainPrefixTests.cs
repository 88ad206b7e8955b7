using IndirectProvider.Customers;

namespace IndirectProvider.UnitTests.Customers;

public sealed class DomainPrefixTests
{
    [Theory]
    [InlineData("abc")]
    [InlineData("a1b")]
    [InlineData("contoso-nord")]
    [InlineData("a--b")]
    [InlineData("012")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0")]
    public void Can_be_taken(string prefix) => Assert.Null(DomainPrefix.Problem(prefix));

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("abcdefghijklmnopqrstuvwxyz01")]
    [InlineData("-abc")]
    [InlineData("abc-")]
    [InlineData("a b")]
    [InlineData("a.b")]
    [InlineData("a_b")]
    [InlineData("müller")]
    [InlineData("аbc")]
    [InlineData("abc\n")]
    [InlineData("xn--abc")]
    [InlineData("admin")]
    [InlineData("www")]
    public void Can_not_be_taken(string prefix) => Assert.NotNull(DomainPrefix.Problem(prefix));

    [Fact]
    public void Is_compared_trimmed_and_in_lower_case() => Assert.Equal("contoso", DomainPrefix.Normalize("  ConToso "));
}
