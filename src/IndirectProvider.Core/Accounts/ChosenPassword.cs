using FluentValidation;

namespace IndirectProvider.Accounts;

/// <summary>A password somebody chooses, typed twice.</summary>
public abstract record ChosenPassword
{
    /// <summary>The new password.</summary>
    public string? NewPassword { get; init; }

    /// <summary>The same once more.</summary>
    public string? RepeatPassword { get; init; }
}

/// <summary>Both are there and alike; what a password must be is said by <see cref="PasswordRules"/>.</summary>
internal static class ChosenPasswordRules
{
    public static void AddPasswordRules<T>(this AbstractValidator<T> validator)
        where T : ChosenPassword
    {
        validator.RuleFor(i => i.NewPassword).NotEmpty().WithMessage(_ => CoreTexts.Get("Enter a new password."));
        validator.RuleFor(i => i.RepeatPassword)
            .Equal(i => i.NewPassword).WithMessage(_ => CoreTexts.Get("The two passwords are not the same."))
            .When(i => !string.IsNullOrEmpty(i.NewPassword));
    }
}
