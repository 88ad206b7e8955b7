using IndirectProvider.Catalog;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Orders;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Orders;

/// <summary>What the pages about one order show.</summary>
public sealed record OrderView(
    Guid Id,
    OrderState State,
    Guid? CustomerId,
    string CustomerName,
    string? ResellerName,
    PartnerAttestation Attestation,
    Guid SubmittedByUserId,
    string SubmittedByName,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? CompletedAt,
    string? FailureReason,
    Guid? CredentialId,
    DateTimeOffset? CredentialShownAt,
    string? CredentialShownToName,
    bool CredentialIsSealed,
    DateTimeOffset? CredentialMadeAt,
    bool IsNewCustomer,
    IReadOnlyList<OrderView.Line> Lines,
    IReadOnlyList<OrderView.Step> Steps)
{
    /// <summary>Whether the order still goes on by itself.</summary>
    public bool IsUnderway => State is OrderState.Submitted or OrderState.Provisioning;

    /// <summary>Until when the temporary password waits to be shown; null when it does not.</summary>
    public DateTimeOffset? CredentialWaitsUntil => CredentialIsSealed ? CredentialMadeAt + AdminCredential.KeptFor : null;

    /// <summary>One order of the acting provider, or null.</summary>
    public static Task<OrderView?> ReadAsync(PortalDbContext db, Guid id, CancellationToken cancel) =>
        (from o in db.Orders.AsNoTracking()
         where o.Id == id
         let credential = db.AdminCredentials.FirstOrDefault(c => c.OrderId == o.Id)
         select new OrderView(
             o.Id,
             o.State,
             o.CustomerId,
             o.CustomerName,
             db.Resellers.Where(r => r.Id == o.ResellerId).Select(r => r.LegalName).FirstOrDefault(),
             o.Attestation,
             o.SubmittedByUserId,
             o.SubmittedByName,
             o.SubmittedAt,
             o.CompletedAt,
             o.FailureReason,
             credential == null ? null : credential.Id,
             credential == null ? null : credential.ShownAt,
             credential == null ? null : credential.ShownToName,
             credential != null && credential.SealedPassword != null,
             credential == null ? null : credential.CreatedAt,
             o.NewCustomer != null,
             o.Lines.OrderBy(l => l.Number).Select(l => new Line(
                 l.OfferName,
                 l.Quantity,
                 new OfferPlan(l.Term, l.BillingPlan),
                 db.Resellers.Where(r => r.Id == l.ResellerId).Select(r => r.LegalName).FirstOrDefault(),
                 l.SubscriptionId,
                 l.Refusal)).ToList(),
             o.Steps.Select(s => new Step(s.Kind, s.State, s.Attempts, s.StartedAt, s.FinishedAt, s.LastError)).ToList()))
        .AsSplitQuery()
        .SingleOrDefaultAsync(cancel);

    /// <summary>One product of the order.</summary>
    public sealed record Line(string OfferName, int Quantity, OfferPlan Plan, string? ResellerName, Guid? SubscriptionId, string? Refusal);

    /// <summary>One step of the order.</summary>
    public sealed record Step(
        OrderStepKind Kind, OrderStepState State, int Attempts, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, string? LastError);
}
