using FluentValidation;
using IndirectProvider.Accounts;

namespace IndirectProvider.Customers;

/// <summary>What is typed about a customer's user, new or not; in the order of the fields on the page.</summary>
public abstract record CustomerUserInput
{
    /// <summary>First name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Last name.</summary>
    public string? LastName { get; init; }

    /// <summary>Where mails about the account go.</summary>
    public string? Email { get; init; }

    /// <summary>Language of pages and mails.</summary>
    public string? Culture { get; init; }

    /// <summary>Whether the user is global admin.</summary>
    public bool IsGlobalAdmin { get; init; }

    /// <summary>Whether the user is user admin.</summary>
    public bool IsUserAdmin { get; init; }

    /// <summary>Whether the user is billing admin.</summary>
    public bool IsBillingAdmin { get; init; }

    internal PersonName Name => new(TypedText.Clean(FirstName)!, TypedText.Clean(LastName)!);

    internal MemberRole Roles =>
        (IsGlobalAdmin ? MemberRole.GlobalAdmin : 0) | (IsUserAdmin ? MemberRole.UserAdmin : 0) | (IsBillingAdmin ? MemberRole.BillingAdmin : 0);
}

/// <summary>What can be said of it without looking anything up.</summary>
public abstract class CustomerUserValidator<T> : AbstractValidator<T>
    where T : CustomerUserInput
{
    /// <summary>The rules.</summary>
    protected CustomerUserValidator()
    {
        RuleFor(u => u.FirstName).Text("Enter the first name.", PersonName.MaxLength);
        RuleFor(u => u.LastName).Text("Enter the last name.", PersonName.MaxLength);
        RuleFor(u => u.Email).Email("Enter the e-mail address.");
        RuleFor(u => u.Culture).Must(PortalLanguages.Contains).WithMessage(_ => CoreTexts.Get("Choose a language."));
    }
}
