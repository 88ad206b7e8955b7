namespace IndirectProvider.Accounts;

/// <summary>How somebody proved who they are; stored in the activity log, so never rename one.</summary>
public enum SignInMethod
{
    /// <summary>With the password, or a mailed link in its place.</summary>
    Password,

    /// <summary>With the password and a code of the authenticator app or a recovery code.</summary>
    PasswordAndCode,

    /// <summary>With the password and a passkey.</summary>
    PasswordAndPasskey,

    /// <summary>With a passkey alone.</summary>
    Passkey,

    /// <summary>At Microsoft, which asked for what the organisation's rules there demand.</summary>
    Microsoft,
}
