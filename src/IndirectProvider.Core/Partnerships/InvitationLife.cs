namespace IndirectProvider.Partnerships;

/// <summary>How long an invitation's link lives; the host sets it from its settings.</summary>
public sealed record InvitationLife(TimeSpan Length);
