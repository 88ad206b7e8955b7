namespace IndirectProvider.Testing.Mail;

/// <summary>What the SMTP conversation said, as against what stands in the message.</summary>
public sealed record MailEnvelope(string From, IReadOnlyList<string> To, string? User, bool Secure);
