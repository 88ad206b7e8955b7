namespace IndirectProvider.Accounts;

/// <summary>Expected failures of accounts.</summary>
public static class AccountErrors
{
    /// <summary>One sentence for everything that keeps somebody from signing in, so that nothing can be learnt from it.</summary>
    public static readonly Error SignInRefused = Error.Invalid(
        "", "The user name or the password is not right. After {0} wrong tries, wait {1} minutes before the next one.", PasswordTries.Allowed, PasswordTries.Pause.TotalMinutes);

    /// <summary>Only said to somebody who knew the temporary password.</summary>
    public static readonly Error TemporaryPasswordExpired = Error.Invalid(
        "", "Your temporary password has expired. Ask your provider for a new one.");

    /// <summary>A code of the authenticator app, or a recovery code, that is wrong, used or one too many; never says which.</summary>
    public static Error CodeRefused(string field) => Error.Invalid(
        field, "This code is not right, or was used already. After {0} wrong tries, wait {1} minutes before the next one.", PasswordTries.Allowed, PasswordTries.Pause.TotalMinutes);

    /// <summary>A passkey that is unknown, removed, used for this challenge before, or of somebody who may not sign in; never says which.</summary>
    public static readonly Error PasskeyRefused = Error.Invalid("", "This passkey was not accepted. Try again, or use another way.");

    /// <summary>A one-time link that is unknown, used, replaced or too old; never says which.</summary>
    public static readonly Error LinkDead = Error.Conflict("This link does not work any more.");

    /// <summary>The address belongs to an account; only said to people who may know.</summary>
    public static Error EmailTaken(string field) => Error.Invalid(field, "An account with this e-mail address exists already.");
}
