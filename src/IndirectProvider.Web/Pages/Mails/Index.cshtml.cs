using System.Linq.Expressions;
using System.Text.RegularExpressions;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Mails;

/// <summary>The mails sent on behalf of the reader's provider, or the portal's own for operators; newest first.</summary>
public sealed partial class IndexModel(PortalDbContext db, CurrentMember member, CountMails count, IStringLocalizer<Texts> texts) : ListPage
{
    /// <summary>A <see cref="MailState"/>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    public KeysetPage<Row> Mails { get; private set; } = null!;

    /// <summary>For operators: how many mails of each provider are not sent.</summary>
    public IReadOnlyList<ProviderRow> OfProviders { get; private set; } = [];

    public bool IsOperator => member.Kind == OrganisationKind.Operator;

    /// <summary>Where the list stands.</summary>
    public string Root => IsOperator ? "/operator/mails" : "/mails";

    public override bool IsFiltered => Searched is not null || Filter.Of<MailState>(State) is not null;

    public IReadOnlyList<SelectListItem> States =>
        [.. Enum.GetValues<MailState>().Select(s => new SelectListItem(MailWording.Of(s, texts).Text, s.ToString()))];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var found = await FindAsync(cancel);
        Mails = await new[] { found.Rows }.ToKeysetPageAsync(
            Order,
            mails => mails.Select(m => new Row(m.Id, m.Kind, m.ToName, m.ToAddress, m.NormalizedToAddress, m.State, m.CreatedAt, m.Attempts, m.NextAttemptAt, m.SentAt, m.FailedAt)),
            PagePlace,
            cancel,
            found.Known) with { Counted = found.Counted };
        if (IsOperator)
        {
            var providers = await db.Providers.AsNoTracking().OrderBy(p => p.DisplayName).Select(p => new { p.Id, p.DisplayName }).ToListAsync(cancel);
            var counts = (await count.ExecuteAsync([.. providers.Select(p => p.Id)], cancel)).ToDictionary(c => c.ProviderId);
            OfProviders = [.. providers.Where(p => counts.ContainsKey(p.Id)).Select(p => new ProviderRow(p.DisplayName, counts[p.Id].Waiting, counts[p.Id].Failed))];
        }
    }

    // An id is found as it stands in a bounce, too: in the address the bounce went to, or in the Message-ID.
    private Task<Narrowed<OutgoingMail>> FindAsync(CancellationToken cancel)
    {
        var mails = db.OutgoingMails.AsNoTracking();
        if (Filter.Of<MailState>(State) is { } state)
        {
            mails = mails.Where(m => m.State == state);
        }

        if (Searched is not { } words)
        {
            return mails.NarrowAsync(m => m.Id, [], cancel);
        }

        if (MailId().Match(words) is { Success: true } found && Guid.TryParse(found.Value, out var id))
        {
            return mails.Where(m => m.Id == id).NarrowAsync(m => m.Id, [], cancel);
        }

        var (from, to) = WordRange.Beginning(EmailAddress.Normalize(words));
        Expression<Func<OutgoingMail, bool>> isTo = m => string.Compare(m.NormalizedToAddress, from) >= 0 && string.Compare(m.NormalizedToAddress, to) < 0;
        return mails.NarrowAsync(m => m.Id, [new(db.OutgoingMails.Where(isTo).Select(m => m.Id), isTo), new(mails.Select(m => m.Id), m => true)], cancel);
    }

    private KeysetOrder<OutgoingMail, Row> Order => Sort switch
    {
        "address" or "-address" => Keyset.By<OutgoingMail, Row, string>(m => m.NormalizedToAddress, m => m.Id, r => r.NormalizedToAddress, r => r.Id, Sort[0] == '-'),
        _ => Keyset.By<OutgoingMail, Row, DateTimeOffset>(m => m.CreatedAt, m => m.Id, r => r.CreatedAt, r => r.Id, Sort != "written"),
    };

    [GeneratedRegex("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MailId();

    /// <summary>A mail in the list.</summary>
    public sealed record Row(
        Guid Id, string Kind, string ToName, string ToAddress, string NormalizedToAddress, MailState State, DateTimeOffset CreatedAt, int Attempts, DateTimeOffset NextAttemptAt, DateTimeOffset? SentAt, DateTimeOffset? FailedAt);

    /// <summary>How many mails of a provider are not sent.</summary>
    public sealed record ProviderRow(string Name, int Waiting, int Failed);
}
