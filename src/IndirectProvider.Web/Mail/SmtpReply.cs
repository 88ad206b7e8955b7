using System.Text.RegularExpressions;
using MailKit.Net.Smtp;

namespace IndirectProvider.Web.Mail;

/// <summary>Reads what a mail server answers.</summary>
internal static partial class SmtpReply
{
    private const int LongestQuote = 200;
    private const int SignInNeeded = 530;

    /// <summary>5xx is for good, except that "sign in first" is about our settings and can be put right.</summary>
    public static bool IsFinal(SmtpCommandException failure) =>
        (int)failure.StatusCode is >= 500 and <= 599 and not SignInNeeded;

    /// <summary>Our words for it.</summary>
    public static string Reason(SmtpCommandException failure) => $"The mail server answered {(int)failure.StatusCode}.";

    /// <summary>
    /// The server's words, where they are from before it has seen the message: afterwards it may quote from it, and a
    /// link in it is a secret.
    /// </summary>
    public static string Words(SmtpCommandException failure)
    {
        if (failure.ErrorCode is not (SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.SenderNotAccepted))
        {
            return "";
        }

        var words = LinkOrLongWord().Replace(failure.Message, "…").ReplaceLineEndings(" ");
        return words.Length <= LongestQuote ? words : words[..LongestQuote];
    }

    [GeneratedRegex(@"https?://\S+|[A-Za-z0-9_-]{30,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LinkOrLongWord();
}
