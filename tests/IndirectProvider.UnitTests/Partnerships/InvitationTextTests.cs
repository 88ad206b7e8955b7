using System.Globalization;
using IndirectProvider.Partnerships;

namespace IndirectProvider.UnitTests.Partnerships;

/// <summary>The words may change, the link must survive, and only its placeholder is kept.</summary>
public sealed class InvitationTextTests
{
    private static readonly OneTimeToken Token = OneTimeToken.Mint();
    private static readonly string Url = $"https://portal.example/base/invitation/{Token.Text}";
    private static readonly InvitationSender Sender = new("Petra Provider", "Nordwind", "help@nordwind.example");

    public static TheoryData<string, bool> Texts => new()
    {
        { $"Hello\n{Url}\nbye", true },
        { $"See {Url}.", true },
        { $"({Url})", true },
        { $"<{Url}>", true },
        { $"{Url}\r\n{Url}", true },
        { "", false },
        { "no link", false },
        { Url[..^1], false },
        { Url + "x", false },
        { Url + "-", false },
        { "x" + Url, false },
        { Url.Replace("/base", "", StringComparison.Ordinal), false },
        { $"{Url} {Url[..^1]}", false },
        { $"{Url} {Token.Text}", false },
        { Token.Text, false },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void It_says_whether_the_link_is_there_whole(string text, bool carries)
    {
        Assert.Equal(carries, InvitationText.Carries(text, Url));
        Assert.Equal(carries, InvitationText.Conceal(text, Url) is { } stored && !stored.Contains(Token.Text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Putting_it_back_always_mends_the_text(string text, bool carries)
    {
        var mended = InvitationText.PutBack(text, Url);

        Assert.True(InvitationText.Carries(mended, Url), mended);
        Assert.True(!carries || mended == text.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void The_standard_text_carries_the_link_and_survives_concealing(string culture)
    {
        var text = InvitationText.Standard(CultureInfo.GetCultureInfo(culture), Sender, Url, TimeSpan.FromDays(30));

        Assert.True(InvitationText.Carries(text, Url));
        Assert.True(InvitationText.IsStandard(text.Replace("\n", "\r\n", StringComparison.Ordinal), Sender, Url, TimeSpan.FromDays(30)));
        Assert.False(InvitationText.IsStandard(text + "!", Sender, Url, TimeSpan.FromDays(30)));
        Assert.Equal(text, InvitationText.Reveal(InvitationText.Conceal(text, Url)!, Url));
    }
}
