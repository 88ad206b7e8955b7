using System.Buffers;
using System.Text;
using IndirectProvider.Testing.Databases;

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
        var mails = inMail && Directory.Exists(portal.MailBox.Folder)
            ? Directory.EnumerateFiles(portal.MailBox.Folder).Where(file => Contains(File.ReadAllBytes(file), forms)).Select(file => $"mail {Path.GetFileName(file)}")
            : [];
        return [.. Find([secret], portal.Database, portal.Log.Lines), .. mails];
    }

    /// <summary>The places in a database and in lines of a log where one of several secrets stands.</summary>
    public static IReadOnlyList<string> Find(IReadOnlyCollection<string> secrets, TestDatabase database, IEnumerable<PortalLogLine> lines)
    {
        var forms = secrets.SelectMany(Forms).ToList();
        var words = SearchValues.Create([.. forms.Select(Encoding.UTF8.GetString)], StringComparison.Ordinal);
        string[] rows = Contains(database.Content(), forms) ? ["the database"] : [];
        return [.. rows, .. lines.Where(line => line.Text.AsSpan().ContainsAny(words)).Select(line => $"log line of {line.Category}: {line.Text}")];
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
