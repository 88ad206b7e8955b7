using System.Globalization;
using IndirectProvider.Mail;
using IndirectProvider.Web.Hosting;
using MimeKit;

namespace IndirectProvider.Web.Mail;

/// <summary>Writes mails as files, for development and for mail servers that watch a folder.</summary>
public sealed class PickupTransport(MailSettings settings, IHostEnvironment environment, MimeMessageBuilder builder) : IMailTransport
{
    /// <summary>The folder the files are in.</summary>
    public string Folder { get; } = Path.Combine(environment.ContentRootPath, settings.Pickup.Folder);

    /// <inheritdoc/>
    public async Task<MailHandover> HandOverAsync(OutgoingMail mail, MailContent content, CancellationToken cancel)
    {
        try
        {
            Directory.CreateDirectory(Folder);
            var written = mail.CreatedAt.UtcDateTime.ToString("yyyyMMdd-HHmmssfff", CultureInfo.InvariantCulture);
            var file = Path.Combine(Folder, $"{written}-{mail.Id:N}.eml");
            var message = builder.Build(mail, content);
            message.Prepare(EncodingConstraint.EightBit, 998);

            // A reader of the folder sees the whole file or none, and a second try replaces the first.
            var part = file + ".part";
            await using (var stream = File.Create(part))
            {
                await message.WriteToAsync(Rfc(), stream, cancel);
            }

            File.Move(part, file, overwrite: true);
            return MailHandover.Accepted;
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException)
        {
            return MailHandover.Refused(MailProblem.AddressUnusable);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return MailHandover.Delayed(MailProblem.NotWritten);
        }
    }

    private static FormatOptions Rfc()
    {
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        return options;
    }
}
