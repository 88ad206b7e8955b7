using FluentValidation;
using IndirectProvider.Accounts;

namespace IndirectProvider.Staff;

/// <summary>What is typed about one of the staff, new or not; in the order of the fields on the page.</summary>
public abstract record MemberInput
{
    /// <summary>First name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Last name.</summary>
    public string? LastName { get; init; }

    /// <summary>Language of pages and mails.</summary>
    public string? Culture { get; init; }

    /// <summary>Whether the person is global admin.</summary>
    public bool IsGlobalAdmin { get; init; }

    /// <summary>Whether the person is user admin.</summary>
    public bool IsUserAdmin { get; init; }

    /// <summary>Whether the person is admin agent.</summary>
    public bool IsAdminAgent { get; init; }

    /// <summary>Whether the person is sales agent.</summary>
    public bool IsSalesAgent { get; init; }

    /// <summary>Whether the person is helpdesk agent.</summary>
    public bool IsHelpdeskAgent { get; init; }

    /// <summary>Whether the person is billing admin.</summary>
    public bool IsBillingAdmin { get; init; }

    /// <summary>Whether the person works only with the customers that have one of <see cref="TagIds"/>; for a provider's staff.</summary>
    public bool IsLimited { get; init; }

    /// <summary>The tags of those customers.</summary>
    public List<Guid> TagIds { get; init; } = [];

    internal PersonName Name => new(TypedText.Clean(FirstName)!, TypedText.Clean(LastName)!);

    internal MemberRole Roles =>
        (IsGlobalAdmin ? MemberRole.GlobalAdmin : 0)
        | (IsUserAdmin ? MemberRole.UserAdmin : 0)
        | (IsAdminAgent ? MemberRole.AdminAgent : 0)
        | (IsSalesAgent ? MemberRole.SalesAgent : 0)
        | (IsHelpdeskAgent ? MemberRole.HelpdeskAgent : 0)
        | (IsBillingAdmin ? MemberRole.BillingAdmin : 0);
}

/// <summary>What can be said of it without looking anything up.</summary>
public abstract class MemberValidator<T> : AbstractValidator<T>
    where T : MemberInput
{
    /// <summary>The rules.</summary>
    protected MemberValidator()
    {
        RuleFor(m => m.FirstName).Text("Enter the first name.", PersonName.MaxLength);
        RuleFor(m => m.LastName).Text("Enter the last name.", PersonName.MaxLength);
        RuleFor(m => m.Culture).Must(PortalLanguages.Contains).WithMessage(_ => CoreTexts.Get("Choose a language."));
    }
}
