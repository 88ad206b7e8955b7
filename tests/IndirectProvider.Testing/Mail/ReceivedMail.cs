using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using MimeKit;
using Xunit;

namespace IndirectProvider.Testing.Mail;

/// <summary>A mail as it arrived.</summary>
public sealed partial class ReceivedMail
{
    private static readonly JsonSerializerOptions EnvelopeOptions = new(JsonSerializerDefaults.Web);

    private ReceivedMail(string file, byte[] raw, MimeMessage message, MailEnvelope? envelope)
    {
        File = file;
        Raw = raw;
        Message = message;
        Envelope = envelope;
    }

    /// <summary>The file it was stored in.</summary>
    public string File { get; }

    /// <summary>The bytes as they were sent.</summary>
    public byte[] Raw { get; }

    /// <summary>The parsed message.</summary>
    public MimeMessage Message { get; }

    /// <summary>The SMTP envelope; null for mail out of a pickup folder.</summary>
    public MailEnvelope? Envelope { get; }

    /// <summary>The subject.</summary>
    public string Subject => Message.Subject ?? "";

    /// <summary>The text part.</summary>
    public string Text => Message.TextBody ?? "";

    /// <summary>The HTML part, parsed.</summary>
    public IHtmlDocument Html => new HtmlParser().ParseDocument(Message.HtmlBody ?? "");

    /// <summary>True if this address is among the recipients.</summary>
    public bool IsTo(string address) =>
        Message.To.Mailboxes.Any(mailbox => string.Equals(mailbox.Address, address, StringComparison.OrdinalIgnoreCase));

    /// <summary>The one link whose address contains this; it must stand in the text part and in the HTML part.</summary>
    public Uri Link(string contains)
    {
        var inText = Addresses().Matches(Text).Select(match => match.Value).Where(link => link.Contains(contains, StringComparison.Ordinal)).Distinct().ToList();
        var inHtml = Html.QuerySelectorAll("a[href]").Select(anchor => anchor.GetAttribute("href")!).Where(link => link.Contains(contains, StringComparison.Ordinal)).Distinct().ToList();
        Assert.True(inText.Count == 1, $"{inText.Count} links with '{contains}' in the text part of '{Subject}'.\n{Text}");
        Assert.Equal(inText, inHtml);
        return new Uri(inText[0]);
    }

    internal static async Task<ReceivedMail> ReadAsync(string file)
    {
        var raw = await System.IO.File.ReadAllBytesAsync(file);
        using var stream = new MemoryStream(raw);
        var message = await MimeMessage.LoadAsync(stream);
        var envelopeFile = Path.ChangeExtension(file, ".json");
        var envelope = System.IO.File.Exists(envelopeFile)
            ? JsonSerializer.Deserialize<MailEnvelope>(await System.IO.File.ReadAllBytesAsync(envelopeFile), EnvelopeOptions)
            : null;
        return new ReceivedMail(file, raw, message, envelope);
    }

    [GeneratedRegex(@"https?://[^\s<>""]+")]
    private static partial Regex Addresses();
}
