using System.Net;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using IndirectProvider.Testing.Mail;

namespace IndirectProvider.IntegrationTests.Pages.Partnerships;

/// <summary>An invitation that was mailed: its page and its link.</summary>
internal sealed record SentInvitation(Guid Id, Uri Link, ReceivedMail Mail)
{
    public string Secret => Link.AbsolutePath.Split('/')[^1];
}

/// <summary>Steps that many tests begin with.</summary>
internal static class Invitations
{
    private static int count;

    public static string NewEmail() => $"addressee{Interlocked.Increment(ref count)}@newcomer.example";

    /// <summary>The provider's admin sends an invitation; the mail arrives.</summary>
    public static async Task<SentInvitation> SendAsync(this SharedPortal portal, GivenProvider provider, string? email = null, string name = "Nina Newcomer")
    {
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        return await portal.SendAsync(staff, email ?? NewEmail(), name);
    }

    public static async Task<SentInvitation> SendAsync(this SharedPortal portal, PortalClient staff, string email, string name = "Nina Newcomer")
    {
        var form = (await staff.OpenAsync("/indirect-resellers/request")).Form("Send invitation").Fill("E-mail address", email).Fill("Name", name);
        Page sent = null!;
        var mail = await portal.MailBox.ExpectAsync(
            async () => sent = (await form.SubmitAsync("Send invitation")).Expect(HttpStatusCode.Found), m => m.IsTo(email));
        return new SentInvitation(Guid.Parse(sent.Location!.Split('/')[^1]), mail.Link("/invitation/"), mail);
    }

    /// <summary>Follows the link to the invitation's page.</summary>
    public static async Task<Page> FollowAsync(this PortalClient client, SentInvitation invitation) =>
        await (await client.GetAsync(invitation.Link.AbsolutePath)).FollowToAsync("/invitation");

    /// <summary>Follows the link, ticks and accepts.</summary>
    public static async Task<Page> AcceptAsync(this PortalClient client, SentInvitation invitation)
    {
        var form = (await client.FollowAsync(invitation)).Form("Accept invitation");
        return await form.Tick(form.Labels.Single(l => l.Contains("agrees to this partnership", StringComparison.Ordinal))).SubmitAsync("Accept invitation");
    }

    /// <summary>What the page of an invitation says its state is.</summary>
    public static async Task<string> StateAsync(this PortalClient staff, SentInvitation invitation) =>
        (await staff.OpenAsync($"/indirect-resellers/invitations/{invitation.Id}")).Value("State");
}
