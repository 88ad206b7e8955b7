using System.Collections.Concurrent;
using Xunit.Sdk;

namespace IndirectProvider.Testing.Mail;

/// <summary>A folder that mail arrives in: what an SMTP server stored, or the portal's own pickup folder.</summary>
public sealed class MailBox(string folder)
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(20);
    private readonly ConcurrentDictionary<string, ReceivedMail> _read = new();

    /// <summary>The folder that is watched.</summary>
    public string Folder => folder;

    /// <summary>All mail so far, oldest first.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> MessagesAsync()
    {
        var mails = new List<ReceivedMail>();
        foreach (var file in Files())
        {
            if (!_read.TryGetValue(file, out var mail))
            {
                mail = _read.GetOrAdd(file, await ReceivedMail.ReadAsync(file));
            }

            mails.Add(mail);
        }

        return mails;
    }

    /// <summary>The first mail that matches, waiting for it to arrive.</summary>
    public Task<ReceivedMail> WaitForAsync(Func<ReceivedMail, bool> matches, TimeSpan? timeout = null) =>
        WaitAsync(matches, seen: [], timeout ?? DefaultTimeout);

    /// <summary>The first mail to this address, waiting for it to arrive.</summary>
    public Task<ReceivedMail> WaitForAsync(string recipient, TimeSpan? timeout = null) => WaitForAsync(mail => mail.IsTo(recipient), timeout);

    /// <summary>Does something and hands back the new mail that comes of it.</summary>
    public async Task<ReceivedMail> ExpectAsync(Func<Task> act, Func<ReceivedMail, bool> matches, TimeSpan? timeout = null)
    {
        var seen = Files().ToHashSet();
        await act();
        return await WaitAsync(matches, seen, timeout ?? DefaultTimeout);
    }

    private async Task<ReceivedMail> WaitAsync(Func<ReceivedMail, bool> matches, HashSet<string> seen, TimeSpan timeout)
    {
        var end = TimeProvider.System.GetTimestamp() + (long)(timeout.TotalSeconds * TimeProvider.System.TimestampFrequency);
        while (true)
        {
            var mails = await MessagesAsync();
            if (mails.FirstOrDefault(mail => !seen.Contains(mail.File) && matches(mail)) is { } found)
            {
                return found;
            }

            if (TimeProvider.System.GetTimestamp() > end)
            {
                var arrived = mails.Select(mail => $"  {mail.Message.To}: {mail.Subject}");
                throw new XunitException($"No such mail within {timeout.TotalSeconds} s. Arrived so far:\n{string.Join('\n', arrived)}");
            }

            await Task.Delay(50);
        }
    }

    private IEnumerable<string> Files() =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal) : [];
}
