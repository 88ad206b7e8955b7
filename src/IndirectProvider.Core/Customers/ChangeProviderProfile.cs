using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Organisations;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Customers;

/// <summary>
/// An operator changes what everybody can read about a provider. Here and not with the organisations, since the market
/// depends on where the provider's customers are.
/// </summary>
public sealed class ChangeProviderProfile(PortalDb portal, IDatabaseDialect dialect, TimeProvider clock)
{
    /// <summary>The facts as they shall be.</summary>
    public sealed record Input : PublicProfileInput
    {
        /// <summary>Version of the provider that the operator saw.</summary>
        public long Version { get; init; }
    }

    /// <summary>Shape only.</summary>
    public sealed class Validator : PublicProfileValidator<Input>;

    /// <summary>Changes them.</summary>
    public async Task<Result> ExecuteAsync(Guid providerId, Input input, CancellationToken cancel)
    {
        var db = portal.Open();
        if (await db.Providers.SingleOrDefaultAsync(p => p.Id == providerId, cancel) is not { } provider)
        {
            return Error.NotFound;
        }

        var (before, wanted) = (PublicProfile.Of(provider), input.ToProfile());
        var logo = input.Logo is null ? null : LogoImage.Read(input.Logo);
        var errors = new List<Error>(logo?.Errors ?? []);
        if (await db.IsNameTakenAsync(wanted.DisplayName, providerId, cancel))
        {
            errors.Add(ProviderNames.Taken(nameof(Input.DisplayName)));
        }

        if (await db.RefuseMarketAsync(provider, wanted.Country, nameof(Input.Country), cancel) is { } refused)
        {
            errors.Add(refused);
        }

        if (errors.Count > 0)
        {
            return Result.Failed(errors);
        }

        if (provider.Version != input.Version)
        {
            return ChangedMeanwhile;
        }

        provider.ChangeProfile(wanted);
        await db.SetLogoAsync(providerId, logo?.Value, clock.GetUtcNow(), cancel);
        if (!db.ChangeTracker.HasChanges())
        {
            return Result.Done;
        }

        db.Record(
            clock, AuditAction.ProviderProfileChanged, providerId, provider.DisplayName, new Concerned(providerId), new { before, after = wanted, Logo = logo is not null });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return ChangedMeanwhile;
        }
        catch (DbUpdateException failure) when (dialect.IsUniqueViolation(failure))
        {
            return ProviderNames.Taken(nameof(Input.DisplayName));
        }

        return Result.Done;
    }

    private static Error ChangedMeanwhile => Error.Conflict("Somebody changed this provider meanwhile. Compare it with what you typed, then save again.");
}
