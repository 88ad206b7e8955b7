using IndirectProvider.Accounts;

namespace IndirectProvider.UnitTests.Accounts;

/// <summary>What can't be a password, however long it is.</summary>
public sealed class PasswordRulesTests
{
    private static readonly PasswordRules Rules = new(new CommonPasswords(new StringReader("iloveyou\nqwertyuiop\r\nharbour\nadministrator\n1q2w3e4r5t6y\nlantern")));

    private static readonly PasswordOwner Owner = new("anna.berger@nordlicht.example", "Anna", "Bergér", "Nordlicht Distribution GmbH");

    [Theory]
    [InlineData("administrator")]
    [InlineData("Administrator")]
    [InlineData(" 1q2w3e4r5t6y ")]
    [InlineData("Qwertyuiop2026!!")]
    [InlineData("...I-Love-You-12345")]
    [InlineData("harbourHarbour")]
    [InlineData("lantern-lantern-7")]
    public void One_that_many_choose_is_refused(string password) =>
        Assert.Contains("many people choose", Rules.Refuse("Password", password, Owner)?.Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("Anna-Berger-2026")]
    [InlineData("bergerberger1")]
    [InlineData("BERGÉR.anna.99")]
    [InlineData("nordlicht2026!")]
    [InlineData("Nordlicht Anna x1")]
    [InlineData("Distribution-GmbH")]
    [InlineData("IndirectProvider1")]
    [InlineData("my provider portal")]
    public void One_made_of_names_is_refused(string password) =>
        Assert.Contains("mainly your name", Rules.Refuse("Password", password, Owner)?.Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("quiet lantern harbour")]
    [InlineData("Anna sells seashells")]
    [InlineData("938271640528")]
    [InlineData("x9#Kq!7Lm2$v")]
    public void Others_are_good(string password) => Assert.Null(Rules.Refuse("Password", password, Owner));

    [Fact]
    public void An_owner_of_whom_nothing_is_known_may_choose_anything_else() =>
        Assert.Null(Rules.Refuse("Password", "quiet seashells", new PasswordOwner(null, null, " ", "")));

    [Theory]
    [InlineData('\uD800')]
    [InlineData('\uDFFF')]
    [InlineData('\uFFFE')]
    [InlineData('\uFFFF')]
    public void Characters_that_are_none_keep_nobody_from_being_told(char none) =>
        Assert.NotNull(Rules.Refuse("Password", $"Anna{none}Berger-2026", new PasswordOwner("anna.berger@nordlicht.example", $"Anna{none}", $"{none}Berger")));
}
