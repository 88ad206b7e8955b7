namespace IndirectProvider.Mail;

/// <summary>Who a mail goes to and in which language.</summary>
/// <param name="Address">E-mail address.</param>
/// <param name="Name">The person's name, or empty.</param>
/// <param name="Culture">Language of the mail, for example <c>de</c>.</param>
public sealed record MailAddressee(string Address, string Name, string Culture);

/// <summary>
/// What a mail says, free of layout: <see cref="MailLayout"/> turns it into the text and the HTML part.
/// All texts are in the addressee's language already.
/// </summary>
/// <param name="Subject">Subject line.</param>
/// <param name="Paragraphs">Plain paragraphs; line breaks inside one are kept.</param>
/// <param name="Action">The one thing to do, or null. Its link may also stand in a paragraph.</param>
/// <param name="Footer">Small print: who sent it and why.</param>
public sealed record MailContent(string Subject, IReadOnlyList<string> Paragraphs, MailAction? Action, string Footer);

/// <summary>A button in the HTML part and a line with the address in the text part.</summary>
/// <param name="Label">What the button says.</param>
/// <param name="Url">Absolute address.</param>
public sealed record MailAction(string Label, string Url);
