using Microsoft.AspNetCore.Identity;

namespace IndirectProvider.Accounts;

/// <summary>What a password must be: long rather than mixed, and not what anybody would try first.</summary>
public sealed class PasswordRules(CommonPasswords common)
{
    /// <summary>Fewest characters.</summary>
    public const int MinLength = 12;

    /// <summary>Most characters; more would only cost hashing time.</summary>
    public const int MaxLength = 128;

    /// <summary>Rounds of PBKDF2 with HMAC-SHA-512, as OWASP's password storage advice of 2023 has it.</summary>
    public const int HashRounds = 210_000;

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
    /// <param name="owner">Whose it is to be.</param>
    public Error? Refuse(string field, string password, PasswordOwner owner)
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

        if (owner.UserName != "" && password.Contains(owner.UserName, StringComparison.OrdinalIgnoreCase))
        {
            return Error.Invalid(field, "The password must not contain the user name.");
        }

        if (owner.IsMainlyOwn(password))
        {
            return Error.Invalid(field, "This password is mainly your name, your company's or the portal's, which are tried first. Choose words that have nothing to do with you.");
        }

        return common.Contain(password)
            ? Error.Invalid(field, "This password is one that many people choose, and so one that is tried first. Choose a few words that don't belong together.")
            : null;
    }
}
