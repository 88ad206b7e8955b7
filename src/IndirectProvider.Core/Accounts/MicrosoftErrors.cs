namespace IndirectProvider.Accounts;

/// <summary>Expected failures of sign-in with Microsoft.</summary>
public static class MicrosoftErrors
{
    /// <summary>One answer to everybody who is not let in, so that nothing can be learnt about accounts and organisations.</summary>
    public static readonly Error NotConnected = Error.Forbidden(
        "This Microsoft account is not connected to an account that may sign in here. Sign in with your password and connect it under Security, or follow the link in your invitation. Otherwise ask an administrator of your company.");

    /// <summary>A linked organisation's members sign in with Microsoft only; said to people who proved who they are.</summary>
    public static readonly Error Required = Error.Forbidden("Your company requires signing in with Microsoft.");

    /// <summary>The account is of a tenant that the person's organisation has not linked.</summary>
    public static readonly Error OtherTenant = Error.Forbidden("This Microsoft account does not belong to your company's Microsoft tenant.");

    /// <summary>The tenant is linked to another organisation; never says to which.</summary>
    public static readonly Error TenantTaken = Error.Conflict("This Microsoft tenant can't be linked: it is in use already. Ask the operator of this portal.");

    /// <summary>The organisation has linked one.</summary>
    public static readonly Error TenantLinked = Error.Conflict("A Microsoft tenant is linked already. Remove that link first.");

    /// <summary>A personal account proves no organisation.</summary>
    public static readonly Error PersonalAccount = Error.Conflict("This is a personal Microsoft account. Sign in with a work account of your company.");

    /// <summary>The Microsoft account signs in somebody else; never says whom.</summary>
    public static readonly Error AccountTaken = Error.Conflict("This Microsoft account can't be connected: it is in use already.");

    /// <summary>The person has connected another one.</summary>
    public static readonly Error AccountConnected = Error.Conflict("Another Microsoft account is connected already. Disconnect that one first.");

    /// <summary>It is not the Microsoft account of the signed-in person.</summary>
    public static readonly Error OtherAccount = Error.Forbidden("This is not the Microsoft account that is connected to your account.");

    /// <summary>Only who came in with Microsoft can demand it of all, so that nobody locks themselves out.</summary>
    public static readonly Error SignInFirst = Error.Conflict("Sign in with Microsoft first: only then it is sure that it works for you.");

    /// <summary>Without a password nothing else would be left to sign in with.</summary>
    public static readonly Error OnlyWayIn = Error.Conflict("You have no password yet, and could not sign in any more. Choose one first: ask for a link on the page “Forgotten password”.");

    /// <summary>Two did something at the same moment.</summary>
    public static readonly Error ChangedMeanwhile = Error.Conflict("The account was changed at the same moment. Try again.");
}
