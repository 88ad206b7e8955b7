namespace IndirectProvider.Audit;

/// <summary>What the activity log can say was done. Names are stored; never rename one.</summary>
public static class AuditAction
{
    public const string SignedIn = nameof(SignedIn);
    public const string SignInFailed = nameof(SignInFailed);
    public const string SignedOut = nameof(SignedOut);
    public const string LockedOut = nameof(LockedOut);
    public const string PasswordLinkRequested = nameof(PasswordLinkRequested);
    public const string PasswordSet = nameof(PasswordSet);
    public const string EmailConfirmed = nameof(EmailConfirmed);
    public const string OperatorCreated = nameof(OperatorCreated);
    public const string ProviderCreated = nameof(ProviderCreated);
    public const string MemberInvited = nameof(MemberInvited);
    public const string ResellerRegistered = nameof(ResellerRegistered);
    public const string AgreementAccepted = nameof(AgreementAccepted);
    public const string InvitationIssued = nameof(InvitationIssued);
    public const string InvitationSent = nameof(InvitationSent);
    public const string InvitationBounced = nameof(InvitationBounced);
    public const string InvitationOpened = nameof(InvitationOpened);
    public const string InvitationAccepted = nameof(InvitationAccepted);
    public const string InvitationDeclined = nameof(InvitationDeclined);
    public const string InvitationWithdrawn = nameof(InvitationWithdrawn);
    public const string InvitationExpired = nameof(InvitationExpired);
    public const string PartnershipMade = nameof(PartnershipMade);
    public const string PartnershipEnded = nameof(PartnershipEnded);
    public const string OrderDraftCanceled = nameof(OrderDraftCanceled);
    public const string OrderSubmitted = nameof(OrderSubmitted);
    public const string OrderCompleted = nameof(OrderCompleted);
    public const string OrderFailed = nameof(OrderFailed);
    public const string OrderRetried = nameof(OrderRetried);
    public const string CustomerCreated = nameof(CustomerCreated);
    public const string SubscriptionCreated = nameof(SubscriptionCreated);
    public const string CredentialShown = nameof(CredentialShown);
    public const string CredentialReset = nameof(CredentialReset);
    public const string SubscriptionRenamed = nameof(SubscriptionRenamed);
    public const string SubscriptionAutoRenewChanged = nameof(SubscriptionAutoRenewChanged);
    public const string SubscriptionQuantityChanged = nameof(SubscriptionQuantityChanged);
    public const string SubscriptionSuspended = nameof(SubscriptionSuspended);
    public const string SubscriptionReactivated = nameof(SubscriptionReactivated);
    public const string SubscriptionCanceled = nameof(SubscriptionCanceled);
    public const string SubscriptionRenewalChangeScheduled = nameof(SubscriptionRenewalChangeScheduled);
    public const string SubscriptionRenewalChangeDropped = nameof(SubscriptionRenewalChangeDropped);
    public const string SubscriptionPlanChanged = nameof(SubscriptionPlanChanged);
    public const string SubscriptionUpgraded = nameof(SubscriptionUpgraded);
    public const string SubscriptionPartUpgraded = nameof(SubscriptionPartUpgraded);
    public const string SubscriptionTrialConverted = nameof(SubscriptionTrialConverted);
    public const string SubscriptionResellerCredited = nameof(SubscriptionResellerCredited);
    public const string SubscriptionRenewed = nameof(SubscriptionRenewed);
    public const string SubscriptionExpired = nameof(SubscriptionExpired);
    public const string SubscriptionDisabled = nameof(SubscriptionDisabled);
    public const string SubscriptionDeleted = nameof(SubscriptionDeleted);
    public const string SupportContactChanged = nameof(SupportContactChanged);
}
