using MimeKit;

namespace IndirectProvider.Web.Mail;

/// <summary>Reads back what <see cref="PickupTransport"/> wrote, for the development page.</summary>
public sealed class PickupFolder(PickupTransport transport)
{
    /// <summary>Names of the newest files, newest first.</summary>
    public IReadOnlyList<string> Newest(int count)
    {
        var folder = new DirectoryInfo(transport.Folder);
        return folder.Exists
            ? [.. folder.EnumerateFiles("*.eml").Select(f => f.Name).OrderDescending(StringComparer.Ordinal).Take(count)]
            : [];
    }

    /// <summary>One mail, or null when the folder has no file of this name.</summary>
    public async Task<MimeMessage?> ReadAsync(string name, CancellationToken cancel)
    {
        // A name with a path in it is no name of a file in the folder.
        var file = Path.Combine(transport.Folder, name);
        return Path.GetFileName(name) == name && name.EndsWith(".eml", StringComparison.Ordinal) && File.Exists(file)
            ? await MimeMessage.LoadAsync(file, cancel)
            : null;
    }
}
