using System.Text.RegularExpressions;
using IndirectProvider.Mail;
using MailKit.Net.Smtp;

namespace IndirectProvider.Web.Mail;

/// <summary>Reads what a mail server answers: whether trying again makes sense, and why not.</summary>
internal static partial class SmtpReply
{
    private const int LongestQuote = 200;
    private const int TooMuch = 552;

    /// <summary>Answers with a 5 that are about the server, the connection or our settings and not about the mail: they can be put right.</summary>
    private static readonly int[] Passing = [500, 502, 503, 504, 521, 530, 534, 535, 538, 555];

    /// <summary>What an answer to the sender, the addressee or the mail means for the mail.</summary>
    public static MailHandover Read(SmtpCommandException failure)
    {
        var code = (int)failure.StatusCode;
        var final = code is >= 500 and <= 599 && !Passing.Contains(code);
        return failure.ErrorCode switch
        {
            // The sender is the same for all mails: a mail is not lost because of our settings. Only its size is its own.
            SmtpErrorCode.SenderNotAccepted when code != TooMuch => MailHandover.Delayed(MailProblem.SenderRefused, Quote(failure)),
            SmtpErrorCode.RecipientNotAccepted => final
                ? MailHandover.Refused(MailProblem.RecipientRefused, Quote(failure))
                : MailHandover.Delayed(MailProblem.RecipientPutOff, Quote(failure)),
            _ => final
                ? MailHandover.Refused(MailProblem.MessageRefused, Quote(failure))
                : MailHandover.Delayed(MailProblem.MessagePutOff, Quote(failure)),
        };
    }

    /// <summary>
    /// The answer: its code and, where it is from before the server has seen the message, its words. Afterwards it may quote
    /// from the message, and a link in it is a secret.
    /// </summary>
    public static string Quote(SmtpCommandException failure)
    {
        var code = $"{(int)failure.StatusCode}";
        if (failure.ErrorCode is not (SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.SenderNotAccepted))
        {
            return code;
        }

        var words = string.Concat(LinkOrLongWord().Replace(failure.Message, "…").Select(c => char.IsControl(c) ? ' ' : c));
        return $"{code} {(words.Length <= LongestQuote ? words : words[..LongestQuote])}".TrimEnd();
    }

    [GeneratedRegex(@"https?://\S+|[A-Za-z0-9_-]{30,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LinkOrLongWord();
}
