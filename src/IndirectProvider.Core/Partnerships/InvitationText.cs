using System.Globalization;
using System.Text.RegularExpressions;

namespace IndirectProvider.Partnerships;

/// <summary>
/// The message of an invitation and the personal link in it: people may change the words, but the link must survive,
/// and only <see cref="PartnershipInvitation.LinkPlaceholder"/> is ever stored in its place.
/// </summary>
public static class InvitationText
{
    private const string SecretCharacters = "[A-Za-z0-9_-]";

    /// <summary>The text that is offered.</summary>
    public static string Standard(CultureInfo culture, InvitationSender sender, string url, TimeSpan life)
    {
        string T(string english, params object[] arguments) => CoreTexts.In(culture, english, arguments);
        return string.Join("\n\n",
            T("Hello,"),
            T("{0} invites you to become its indirect reseller: you look after your customers, we provide the licenses and support you.", sender.Provider),
            T("Follow your personal link to see what this means, and to accept or decline:"),
            url,
            T("The link is meant for you alone and works once, within the next {0} days.", life.Days),
            T("If you have a question, reply to this message or write to {0}.", sender.SupportEmail),
            T("Kind regards") + "\n" + sender.Name + "\n" + sender.Provider);
    }

    /// <summary>Whether it is the offered text in one of the languages, so that nothing typed would be lost by replacing it.</summary>
    public static bool IsStandard(string text, InvitationSender sender, string url, TimeSpan life) =>
        PortalLanguages.All.Any(code => Standard(CultureInfo.GetCultureInfo(code), sender, url, life) == Tidy(text));

    /// <summary>Whether the link stands in the text, whole, and no altered copy of it.</summary>
    public static bool Carries(string? text, string url) => Conceal(text ?? "", url) is not null;

    /// <summary>The text as it is stored, or null when the link is missing or there is an altered one.</summary>
    public static string? Conceal(string text, string url)
    {
        var tidy = Tidy(text);
        var concealed = Whole(url).Replace(tidy, PartnershipInvitation.LinkPlaceholder);
        var lost = !concealed.Contains(PartnershipInvitation.LinkPlaceholder, StringComparison.Ordinal)
            || concealed.Contains(BaseOf(url), StringComparison.OrdinalIgnoreCase)
            || concealed.Contains(url[BaseOf(url).Length..], StringComparison.Ordinal);
        return lost ? null : concealed;
    }

    /// <summary>The stored text with a link in the placeholder's place.</summary>
    public static string Reveal(string stored, string url) =>
        stored.Replace(PartnershipInvitation.LinkPlaceholder, url, StringComparison.Ordinal);

    /// <summary>The text with the link in it again: in the place of an altered one, else at the end.</summary>
    public static string PutBack(string? text, string url)
    {
        var tidy = Tidy(text ?? "");
        if (Carries(tidy, url))
        {
            return tidy;
        }

        var (start, secret) = (Regex.Escape(BaseOf(url)), Regex.Escape(url[BaseOf(url).Length..]));
        var mended = Reveal(Regex.Replace(tidy, start + SecretCharacters + "*", url, RegexOptions.IgnoreCase), url);
        mended = Carries(mended, url) ? mended : Regex.Replace(mended, $@"\S*({start}|{secret})\S*", url, RegexOptions.IgnoreCase);
        return Carries(mended, url) ? mended : $"{mended}\n\n{url}".TrimStart('\n');
    }

    // Browsers send line breaks as two characters. Control characters can't be seen but would stand in the mail.
    private static string Tidy(string text) =>
        string.Concat(text.ReplaceLineEndings("\n").Where(c => c is '\n' or '\t' || !char.IsControl(c))).Trim();

    private static string BaseOf(string url) => url[..(url.LastIndexOf('/') + 1)];

    private static Regex Whole(string url) => new($"(?<![A-Za-z0-9]){Regex.Escape(url)}(?!{SecretCharacters})", RegexOptions.CultureInvariant);
}

/// <summary>Who an invitation comes from, as its text says.</summary>
/// <param name="Name">The person.</param>
/// <param name="Provider">The provider's name.</param>
/// <param name="SupportEmail">Where questions go.</param>
public sealed record InvitationSender(string Name, string Provider, string SupportEmail);
