namespace IndirectProvider;

/// <summary>How tenants are named in this installation.</summary>
/// <param name="Suffix">Domain under which customers' tenants get their names, for example <c>tenants.example</c>.</param>
public sealed record TenantNaming(string Suffix)
{
    /// <summary>A tenant's domain.</summary>
    public string Domain(string prefix) => $"{prefix}.{Suffix}";

    /// <summary>User name of a tenant's first administrator.</summary>
    public string Administrator(string prefix) => $"admin@{Domain(prefix)}";

    /// <summary>Whether an e-mail address belongs to a tenant, real or possible.</summary>
    public bool IsTenantAddress(string email)
    {
        var domain = EmailAddress.DomainOf(email);
        return domain == Suffix || domain.EndsWith($".{Suffix}", StringComparison.Ordinal);
    }
}
