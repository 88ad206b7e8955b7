using System.Globalization;
using IndirectProvider.Data;
using IndirectProvider.Partnerships;

namespace IndirectProvider.Web.Demo;

/// <summary>
/// Partnership requests of the demo in every state. Their links are thrown away, so none of them opens but those whose mail is
/// still to be sent.
/// </summary>
internal sealed class DemoInvitations(PortalDbContext db, DemoMails mails, DateTimeOffset now)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(30);

    /// <summary>Requests of a provider; the accepted ones led to its partnerships.</summary>
    public void AddTo(DemoTenant tenant, params Partnership[] partnerships)
    {
        foreach (var (partnership, turn) in partnerships.Select((p, i) => (p, i)))
        {
            var accepted = Draft(tenant, turn, partnership.Reseller.ContactName, partnership.Reseller.ContactEmail, partnership.Reseller.LegalName, partnership.StartedAt.AddDays(-3));
            accepted.Send(mails.Sent(accepted, partnership.StartedAt.AddDays(-3)), partnership.StartedAt.AddDays(-3));
            accepted.Open(partnership.StartedAt.AddDays(-1));
            accepted.Accept(partnership.ResellerId, partnership.StartedAt);
        }

        var domain = tenant.Provider.Country == "GB" ? "co-systems.example" : "systemhaus.example";
        Draft(tenant, 0, "Alex Linden", $"a.linden@{domain}", "Linden IT", now.AddHours(-3));
        Draft(tenant, 1, "Chris Winter", $"c.winter@{domain}", null, now.AddDays(-2)).Issue(now.AddDays(-2));
        Sent(tenant, 0, "Robin Seidel", $"r.seidel@{domain}", "Seidel Networks", 4);
        Sent(tenant, 1, "Kim Martens", $"k.martens@north.{domain}", "Martens Cloud", 12).Open(now.AddDays(-11));
        var token = OneTimeToken.Mint();
        var bounced = Draft(tenant, 0, "Toni Falkner", $"t.falkner@{domain}", null, now.AddDays(-6), token);
        bounced.Send(mails.Failed(bounced, tenant.Provider, token), now.AddDays(-6));
        bounced.Bounce(now.AddDays(-6).AddMinutes(3));
        Sent(tenant, 1, "Jo Hartwig", $"j.hartwig@{domain}", "Hartwig Data", 20).Decline(now.AddDays(-18));
        Sent(tenant, 0, "Sascha Pohl", $"s.pohl@{domain}", "Pohl Services", 25).Withdraw(now.AddDays(-24));
        Sent(tenant, 1, "Mika Brandner", $"m.brandner@{domain}", "Brandner & Co", 45).Expire(now.AddDays(-15));
    }

    /// <summary>One request that its addressee, a registered reseller, has not answered yet.</summary>
    public void AddOpen(DemoTenant tenant, string name, string email, string company)
    {
        var token = OneTimeToken.Mint();
        var invitation = Draft(tenant, 0, name, email, company, now.AddDays(-1), token);
        invitation.Send(mails.Waiting(invitation, tenant.Provider, token), now.AddDays(-1));
    }

    private PartnershipInvitation Sent(DemoTenant tenant, int turn, string name, string email, string? company, int daysAgo)
    {
        var at = now.AddDays(-daysAgo);
        var invitation = Draft(tenant, turn, name, email, company, at);
        invitation.Send(mails.Sent(invitation, at), at);
        return invitation;
    }

    private PartnershipInvitation Draft(DemoTenant tenant, int turn, string name, string email, string? company, DateTimeOffset at, OneTimeToken? token = null)
    {
        var actor = tenant.Actor(turn);
        var sender = new InvitationSender(actor.Name, tenant.Provider.DisplayName, tenant.Provider.SupportEmail);
        var text = InvitationText.Standard(CultureInfo.GetCultureInfo(tenant.Culture), sender, PartnershipInvitation.LinkPlaceholder, Life);
        var invitation = PartnershipInvitation.Draft(
            Guid.CreateVersion7(at), tenant.Provider.Id, token ?? OneTimeToken.Mint(), new InvitationMessage(email, name, company, tenant.Culture, text), actor, Life, at);
        db.PartnershipInvitations.Add(invitation);
        return invitation;
    }
}
