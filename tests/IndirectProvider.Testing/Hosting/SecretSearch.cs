using System.Text;

namespace IndirectProvider.Testing.Hosting;

/// <summary>Looks for a secret wherever the portal could have left it: its database, its mails and every line it logged.</summary>
public static class SecretSearch
{
    /// <summary>The places where the secret stands in clear, as text of any usual encoding or as base64.</summary>
    /// <param name="portal">The portal.</param>
    /// <param name="secret">The password or token.</param>
    /// <param name="inMail">Whether mail counts too; a one-time link's own mail carries its token by design.</param>
    public static IReadOnlyList<string> WhereIs(this PortalFactory portal, string secret, bool inMail = true)
    {
        var forms = Forms(secret);
        string[] database = Contains(portal.Database.Content(), forms) ? ["the database"] : [];
        var mails = inMail && Directory.Exists(portal.MailBox.Folder)
            ? Directory.EnumerateFiles(portal.MailBox.Folder).Where(file => Contains(File.ReadAllBytes(file), forms)).Select(file => $"mail {Path.GetFileName(file)}")
            : [];
        var lines = portal.Log.Lines
            .Where(line => forms.Any(form => line.Text.Contains(Encoding.UTF8.GetString(form), StringComparison.Ordinal)))
            .Select(line => $"log line of {line.Category}: {line.Text}");
        return [.. database, .. mails, .. lines];
    }

    private static List<byte[]> Forms(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        return
        [
            bytes,
            Encoding.Unicode.GetBytes(secret),
            Encoding.UTF8.GetBytes(Uri.EscapeDataString(secret)),

            // The last group depends on what follows the secret.
            Encoding.UTF8.GetBytes(Convert.ToBase64String(bytes)[..(bytes.Length / 3 * 4)]),
            Encoding.UTF8.GetBytes(Convert.ToHexString(bytes)),
        ];
    }

    private static bool Contains(byte[] content, List<byte[]> forms) => forms.Any(form => content.AsSpan().IndexOf(form) >= 0);
}
