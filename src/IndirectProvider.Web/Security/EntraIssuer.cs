using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace IndirectProvider.Web.Security;

/// <summary>
/// Who may issue a token: each Entra tenant issues in its own name, so the issuer must be the one of the tenant that the token
/// itself names. Otherwise anybody with a tenant could speak for the people of another one.
/// </summary>
internal static class EntraIssuer
{
    /// <summary>The claim that names the tenant.</summary>
    public const string TenantClaim = "tid";

    private const string Placeholder = "{tenantid}";

    /// <summary>The issuer, if it is right.</summary>
    /// <exception cref="SecurityTokenInvalidIssuerException">It is not.</exception>
    public static string Validate(string instance, string issuer, SecurityToken token, BaseConfiguration? metadata)
    {
        if (token is JsonWebToken jwt
            && jwt.TryGetClaim(TenantClaim, out var tenant)
            && Guid.TryParseExact(tenant.Value, "D", out _)
            && (issuer == $"{instance.TrimEnd('/')}/{tenant.Value}/v2.0" || issuer == OfTemplate(metadata, tenant.Value)))
        {
            return issuer;
        }

        throw new SecurityTokenInvalidIssuerException("The issuer is not the one of the token's tenant.") { InvalidIssuer = issuer };
    }

    // In some national clouds the issuer has another host than the instance; then the metadata says so.
    private static string? OfTemplate(BaseConfiguration? metadata, string tenant) =>
        metadata is OpenIdConnectConfiguration { Issuer: { } template } && template.Contains(Placeholder, StringComparison.Ordinal)
            ? template.Replace(Placeholder, tenant, StringComparison.Ordinal)
            : null;
}
