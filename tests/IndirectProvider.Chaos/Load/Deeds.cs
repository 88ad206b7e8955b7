using System.Collections.Concurrent;
using System.Net;

namespace IndirectProvider.Chaos.Load;

/// <summary>What the clerks did and what they were told, to be held against the database afterwards.</summary>
internal sealed class Deeds
{
    private readonly ConcurrentDictionary<string, int> complaints = new();

    /// <summary>Orders that were submitted, acknowledged or not.</summary>
    public ConcurrentBag<OrderDeed> Orders { get; } = [];

    /// <summary>Invitations that were sent, acknowledged or not.</summary>
    public ConcurrentBag<InvitationDeed> Invitations { get; } = [];

    /// <summary>Answers that never came.</summary>
    public int AnswersLost => answersLost;

    /// <summary>Answers that no user should get, with how often.</summary>
    public IReadOnlyDictionary<string, int> Complaints => complaints;

    /// <summary>Requests that were turned away because something the portal needs was away.</summary>
    public int TurnedAway => turnedAway;

    private int answersLost;

    private int turnedAway;

    /// <summary>A request was turned away.</summary>
    public void TurnAway() => Interlocked.Increment(ref turnedAway);

    /// <summary>An answer was lost.</summary>
    public void LoseAnswer() => Interlocked.Increment(ref answersLost);

    /// <summary>An answer was not what was asked for.</summary>
    public void Complain(HttpStatusCode status, string where) => complaints.AddOrUpdate($"{(int)status} {where}", 1, (_, n) => n + 1);

    /// <summary>An action did not go as it should.</summary>
    public void Complain(string what) => complaints.AddOrUpdate(what, 1, (_, n) => n + 1);
}

/// <summary>One order as the clerk saw it.</summary>
/// <param name="DraftId">The wizard's draft, which is the idempotency key.</param>
/// <param name="Prefix">The new customer's domain prefix; null for an order of an existing customer.</param>
/// <param name="ClerkName">User name of who submitted it.</param>
internal sealed record OrderDeed(Guid DraftId, string? Prefix, string ClerkName)
{
    /// <summary>The order's id, once the portal had said that it has it.</summary>
    public Guid? AcknowledgedAs { get; set; }

    /// <summary>User name and password in every answer that showed them.</summary>
    public ConcurrentBag<(string UserName, string Password)> Shown { get; } = [];
}

/// <summary>One invitation as the clerk saw it.</summary>
/// <param name="Email">The addressee, a new one each time.</param>
internal sealed record InvitationDeed(string Email)
{
    /// <summary>Whether the portal had said that it is on its way.</summary>
    public bool IsAcknowledged { get; set; }
}
