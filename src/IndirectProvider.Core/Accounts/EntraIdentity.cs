namespace IndirectProvider.Accounts;

/// <summary>
/// A person as Microsoft Entra ID names it in a token that was validated. Tenant and object id together never change and never
/// pass to somebody else; name and e-mail address may do both, so nothing is ever looked up by them.
/// </summary>
/// <param name="TenantId">The Entra tenant that signed the person in.</param>
/// <param name="ObjectId">The person's id in that tenant.</param>
/// <param name="UserName">What the person signs in with there; only ever shown.</param>
public sealed record EntraIdentity(Guid TenantId, Guid ObjectId, string UserName)
{
    /// <summary>The name of these sign-ins among Identity's logins.</summary>
    public const string LoginProvider = "Entra";

    /// <summary>The tenant that all personal Microsoft accounts share; it is nobody's organisation.</summary>
    public static readonly Guid PersonalAccounts = new("9188040d-6c67-4c5b-b112-36a304b66dad");

    /// <summary>What the person is found by.</summary>
    public string Key => $"{TenantId:D}/{ObjectId:D}";
}

/// <summary>Whether this installation offers sign-in with Microsoft; without it nothing of it is shown or demanded.</summary>
/// <param name="IsOn">Whether it does.</param>
public sealed record MicrosoftOffer(bool IsOn);
