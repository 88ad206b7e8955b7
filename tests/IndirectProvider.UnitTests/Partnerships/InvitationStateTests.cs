using IndirectProvider.Partnerships;
using IndirectProvider.Tenancy;

namespace IndirectProvider.UnitTests.Partnerships;

/// <summary>The moves of an invitation and of a partnership, and which are refused.</summary>
public sealed class InvitationStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Life = TimeSpan.FromDays(30);

    private static readonly Dictionary<string, Func<PartnershipInvitation, bool>> Moves = new()
    {
        ["Issue"] = i => i.Issue(Now).Succeeded,
        ["Send"] = i => i.Send(Guid.NewGuid(), Now).Succeeded,
        ["Resend"] = i => i.Resend(OneTimeToken.Mint(), Guid.NewGuid(), Life, Now).Succeeded,
        ["Bounce"] = i => Moved(i, () => i.Bounce(Now)),
        ["Open"] = i => i.Open(Now),
        ["Accept"] = i => i.Accept(Guid.NewGuid(), Now).Succeeded,
        ["Decline"] = i => i.Decline(Now).Succeeded,
        ["Withdraw"] = i => i.Withdraw(Now).Succeeded,
        ["Expire"] = i => Moved(i, () => i.Expire(i.ExpiresAt)),
    };

    [Theory]
    [InlineData(InvitationState.Draft, "Issue Send Resend Open Accept Decline Withdraw Expire")]
    [InlineData(InvitationState.Issued, "Issue Send Resend Open Accept Decline Withdraw Expire")]
    [InlineData(InvitationState.Sent, "Issue Resend Bounce Open Accept Decline Withdraw Expire")]
    [InlineData(InvitationState.Bounced, "Issue Resend Open Accept Decline Withdraw Expire")]
    [InlineData(InvitationState.Opened, "Issue Resend Accept Decline Withdraw Expire")]
    [InlineData(InvitationState.Accepted, "")]
    [InlineData(InvitationState.Declined, "")]
    [InlineData(InvitationState.Withdrawn, "")]
    public void Only_these_moves_are_possible(InvitationState from, string possible) =>
        Assert.Equal(possible.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), Moves.Where(m => m.Value(In(from))).Select(m => m.Key).Order());

    [Fact]
    public void Past_its_end_it_can_only_be_sent_again_or_withdrawn()
    {
        var late = Now + Life;

        Assert.Equal(InvitationState.Expired, In(InvitationState.Sent).StateAt(late));
        Assert.Equal(InvitationState.Accepted, In(InvitationState.Accepted).StateAt(late));
        Assert.False(In(InvitationState.Opened).Accept(Guid.NewGuid(), late).Succeeded);
        Assert.False(In(InvitationState.Opened).Decline(late).Succeeded);
        Assert.True(In(InvitationState.Opened).Withdraw(late).Succeeded);
        var revived = In(InvitationState.Opened);
        revived.Expire(late);
        Assert.Equal(InvitationState.Expired, revived.State);
        Assert.True(revived.Resend(OneTimeToken.Mint(), Guid.NewGuid(), Life, late).Succeeded);
        Assert.Equal(InvitationState.Sent, revived.StateAt(late));
    }

    [Fact]
    public void A_resend_replaces_the_hash()
    {
        var invitation = In(InvitationState.Sent);
        var (before, token) = (invitation.TokenHash, OneTimeToken.Mint());

        invitation.Resend(token, Guid.NewGuid(), Life, Now);

        Assert.NotEqual(before, invitation.TokenHash);
        Assert.Equal(token.Hash, invitation.TokenHash);
    }

    [Fact]
    public void A_partnership_ends_once_and_can_be_renewed()
    {
        var partnership = Partnership.Start(Guid.NewGuid(), Guid.NewGuid(), Now);

        Assert.True(partnership.End(Now).Succeeded);
        Assert.False(partnership.End(Now).Succeeded);
        partnership.Renew(Now.AddDays(1));
        Assert.Equal((PartnershipState.Active, Now.AddDays(1), null), (partnership.State, partnership.StartedAt, partnership.EndedAt));
        partnership.Renew(Now.AddDays(2));
        Assert.Equal(Now.AddDays(1), partnership.StartedAt);
    }

    private static PartnershipInvitation In(InvitationState state)
    {
        var sender = new Actor(Guid.NewGuid(), "Petra", "Nordwind", null, null);
        var message = new InvitationMessage("nina@newcomer.example", "Nina", null, "en", PartnershipInvitation.LinkPlaceholder);
        var invitation = PartnershipInvitation.Draft(Guid.NewGuid(), Guid.NewGuid(), OneTimeToken.Mint(), message, sender, Life, Now);
        string[] way = state switch
        {
            InvitationState.Draft => [],
            InvitationState.Issued => ["Issue"],
            InvitationState.Sent => ["Send"],
            InvitationState.Bounced => ["Send", "Bounce"],
            InvitationState.Opened => ["Send", "Open"],
            InvitationState.Accepted => ["Send", "Open", "Accept"],
            InvitationState.Declined => ["Send", "Open", "Decline"],
            InvitationState.Withdrawn => ["Send", "Withdraw"],
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };
        Assert.All(way, move => Assert.True(Moves[move](invitation)));
        Assert.Equal(state, invitation.State);
        return invitation;
    }

    private static bool Moved(PartnershipInvitation invitation, Action move)
    {
        var before = invitation.State;
        move();
        return invitation.State != before;
    }
}
