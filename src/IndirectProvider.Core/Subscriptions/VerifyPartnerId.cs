using IndirectProvider.Data;
using IndirectProvider.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Subscriptions;

/// <summary>Finds the reseller behind a PartnerID that somebody typed, if it may be named on a subscription.</summary>
public sealed class VerifyPartnerId(PortalDbContext db)
{
    private const string Field = "PartnerId";

    /// <summary>The reseller, or why it can't be named.</summary>
    public async Task<Result<NamedReseller>> ExecuteAsync(string? partnerId, CancellationToken cancel)
    {
        var typed = partnerId?.Trim() ?? "";
        if (typed.Length is < 5 or > 10 || !typed.All(char.IsAsciiDigit))
        {
            return Error.Invalid(Field, "Enter the PartnerID: 5 to 10 digits.");
        }

        if (await db.Providers.AnyAsync(p => p.PartnerId == typed, cancel))
        {
            return Error.Invalid(Field, "This is your own PartnerID. Choose \"No indirect reseller\" where you serve the customer directly.");
        }

        var found = await db.Partnerships
            .Where(p => p.Reseller.PartnerId == typed)
            .Select(p => new { p.ResellerId, p.Reseller.LegalName, p.Reseller.AgreementAcceptedAt, p.State })
            .SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            return Error.Invalid(Field, "None of your indirect resellers has the PartnerID {0}.", typed);
        }

        if (found.State != PartnershipState.Active)
        {
            return Error.Invalid(Field, "The partnership with {0} has ended. A new invitation can renew it.", found.LegalName);
        }

        return found.AgreementAcceptedAt is null
            ? Error.Invalid(Field, "{0} has not accepted the partner agreement yet and can't be named before.", found.LegalName)
            : new NamedReseller(found.ResellerId, found.LegalName);
    }
}
