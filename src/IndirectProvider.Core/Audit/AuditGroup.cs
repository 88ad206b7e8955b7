namespace IndirectProvider.Audit;

/// <summary>Kinds of actions, by which the activity log is filtered.</summary>
public enum AuditGroup
{
    /// <summary>Sign-ins, passwords, second factors.</summary>
    SignIns,

    /// <summary>Invitations and partnerships.</summary>
    Partnerships,

    /// <summary>Customers' accounts, who administers them, and their administrators' credentials.</summary>
    Customers,

    /// <summary>Orders.</summary>
    Orders,

    /// <summary>Subscriptions, and who is credited for or supports them.</summary>
    Subscriptions,

    /// <summary>Users, their roles and licenses.</summary>
    Users,

    /// <summary>Profiles and settings of organisations.</summary>
    Settings,

    /// <summary>Lists that left the portal.</summary>
    Exports,
}

/// <summary>Which actions are of which kind; every <see cref="AuditAction"/> is of one.</summary>
public static class AuditGroups
{
    private static readonly Dictionary<AuditGroup, string[]> All = new()
    {
        [AuditGroup.SignIns] =
        [
            AuditAction.SignedIn, AuditAction.SignInFailed, AuditAction.SignedOut, AuditAction.LockedOut, AuditAction.SecondFactorFailed,
            AuditAction.AuthenticatorSetUp, AuditAction.AuthenticatorTurnedOff, AuditAction.SecondFactorRemoved, AuditAction.RecoveryCodesMade,
            AuditAction.RecoveryCodeUsed, AuditAction.IdentityConfirmed, AuditAction.SessionsEnded, AuditAction.PasswordLinkRequested,
            AuditAction.PasswordSet, AuditAction.EmailConfirmed, AuditAction.PasskeyAdded, AuditAction.PasskeyRemoved, AuditAction.PasskeyFailed,
            AuditAction.MicrosoftAccountConnected, AuditAction.MicrosoftAccountDisconnected,
        ],
        [AuditGroup.Partnerships] =
        [
            AuditAction.ResellerRegistered, AuditAction.AgreementAccepted, AuditAction.InvitationIssued, AuditAction.InvitationSent,
            AuditAction.InvitationBounced, AuditAction.InvitationOpened, AuditAction.InvitationAccepted, AuditAction.InvitationDeclined,
            AuditAction.InvitationWithdrawn, AuditAction.InvitationExpired, AuditAction.PartnershipMade, AuditAction.PartnershipEnded,
        ],
        [AuditGroup.Customers] =
        [
            AuditAction.CustomerCreated, AuditAction.CustomerChanged, AuditAction.CustomerTagged, AuditAction.CustomerUntagged,
            AuditAction.ResellerAssociated, AuditAction.ResellerDissociated, AuditAction.AdministrationRemoved, AuditAction.AzureGrantGiven,
            AuditAction.AzureGrantWithdrawn, AuditAction.CredentialShown, AuditAction.CredentialReset,
        ],
        [AuditGroup.Orders] =
        [
            AuditAction.OrderDraftCanceled, AuditAction.OrderSubmitted, AuditAction.OrderCompleted, AuditAction.OrderFailed, AuditAction.OrderRetried,
        ],
        [AuditGroup.Subscriptions] =
        [
            AuditAction.SubscriptionCreated, AuditAction.SubscriptionRenamed, AuditAction.SubscriptionAutoRenewChanged,
            AuditAction.SubscriptionQuantityChanged, AuditAction.SubscriptionSuspended, AuditAction.SubscriptionReactivated,
            AuditAction.SubscriptionCanceled, AuditAction.SubscriptionRenewalChangeScheduled, AuditAction.SubscriptionRenewalChangeDropped,
            AuditAction.SubscriptionPlanChanged, AuditAction.SubscriptionUpgraded, AuditAction.SubscriptionPartUpgraded,
            AuditAction.SubscriptionTrialConverted, AuditAction.SubscriptionResellerCredited, AuditAction.SubscriptionRenewed,
            AuditAction.SubscriptionExpired, AuditAction.SubscriptionDisabled, AuditAction.SubscriptionDeleted, AuditAction.SupportContactChanged,
        ],
        [AuditGroup.Users] =
        [
            AuditAction.UserCreated, AuditAction.UserChanged, AuditAction.UserDeleted, AuditAction.UserRestored, AuditAction.UserPurged,
            AuditAction.UserPasswordReset, AuditAction.UserPasswordShown, AuditAction.LicensesAssigned, AuditAction.LicensesTakenBack,
            AuditAction.OperatorCreated, AuditAction.MemberInvited, AuditAction.MemberInvitationRefused, AuditAction.MemberInvitationWithdrawn,
            AuditAction.MemberPasswordLinkSent, AuditAction.MemberChanged, AuditAction.MemberDisabled, AuditAction.MemberEnabled,
            AuditAction.MemberSignedOut, AuditAction.MemberLimited,
        ],
        [AuditGroup.Settings] =
        [
            AuditAction.ProviderCreated, AuditAction.ProviderProfileRequested, AuditAction.ProviderProfileRequestEnded,
            AuditAction.ProviderProfileChanged, AuditAction.ProviderSupportChanged, AuditAction.ResellerProfileChanged,
            AuditAction.SecondFactorRequirementChanged, AuditAction.MicrosoftTenantLinked, AuditAction.MicrosoftTenantUnlinked,
            AuditAction.MicrosoftSignInRequired, AuditAction.MicrosoftSignInOptional, AuditAction.MailRetried,
        ],
        [AuditGroup.Exports] = [AuditAction.ListExported],
    };

    /// <summary>The actions of a kind.</summary>
    public static IReadOnlyList<string> ActionsOf(AuditGroup group) => All[group];

    /// <summary>Of which kind an action is; null for one that this version of the portal doesn't know.</summary>
    public static AuditGroup? Of(string action)
    {
        foreach (var (group, actions) in All)
        {
            if (actions.Contains(action))
            {
                return group;
            }
        }

        return null;
    }
}
