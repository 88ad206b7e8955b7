namespace IndirectProvider.Mail;
/// <summary>tbd</summary>
public static class MailLayout;
