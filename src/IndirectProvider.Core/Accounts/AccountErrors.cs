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
}
