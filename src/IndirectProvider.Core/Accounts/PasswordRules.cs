using Microsoft.AspNetCore.Identity;

namespace IndirectProvider.Accounts;

/// <summary>What a password must be: long rather than mixed.</summary>
public static class PasswordRules
{
    /// <summary>Fewest characters.</summary>
    public const int MinLength = 12;

    /// <summary>Most characters; more would only cost hashing time.</summary>
    public const int MaxLength = 128;

    /// <summary>The same as Identity's options.</summary>
    public static PasswordOptions Options => new()
    {
        RequiredLength = MinLength,
        RequireDigit = false,
        RequireLowercase = false,
        RequireUppercase = false,
        RequireNonAlphanumeric = false,
        RequiredUniqueChars = 5,
    };

    /// <summary>Why a password chosen by a person can't be taken, or null.</summary>
    /// <param name="field">The form field, for the error.</param>
    /// <param name="password">What was typed.</param>
    /// <param name="userName">The account's user name, which the password must not be.</param>
    public static Error? Refuse(string field, string password, string userName)
    {
        if (password.Length < MinLength)
        {
            return Error.Invalid(field, "Use at least {0} characters.", MinLength);
        }

        if (password.Length > MaxLength)
        {
            return Error.Invalid(field, "Use at most {0} characters.", MaxLength);
        }

        if (password.Distinct().Count() < Options.RequiredUniqueChars)
        {
            return Error.Invalid(field, "Use at least {0} different characters.", Options.RequiredUniqueChars);
        }

        return password.Contains(userName, StringComparison.OrdinalIgnoreCase)
            ? Error.Invalid(field, "The password must not contain the user name.")
            : null;
    }
}
