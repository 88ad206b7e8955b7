using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using OtpNet;

namespace IndirectProvider.IntegrationTests.Pages.Account;

/// <summary>Somebody's app, which knows the key shown at set-up and follows the portal's clock.</summary>
internal sealed class AuthenticatorApp(SharedPortal portal, string key, IReadOnlyList<string> recoveryCodes)
{
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>The key as it is typed into an app.</summary>
    public string Key => key;

    /// <summary>The codes shown at set-up.</summary>
    public IReadOnlyList<string> RecoveryCodes => recoveryCodes;

    /// <summary>Sets one up for who is signed in; its code of this step is used up then.</summary>
    public static async Task<AuthenticatorApp> SetUpAsync(SharedPortal portal, PortalClient client)
    {
        var page = await client.OpenAsync("/account/security/authenticator");
        var app = new AuthenticatorApp(portal, page.Value("Key"), []);
        var done = (await page.Form("Set up").Fill("Code", app.Code()).SubmitAsync("Set up")).Expect(System.Net.HttpStatusCode.OK);
        return new AuthenticatorApp(portal, app.Key, Codes(done));
    }

    /// <summary>Recovery codes as a page shows them.</summary>
    public static IReadOnlyList<string> Codes(Page page) => page.Document.QuerySelector("#recovery-codes")!.TextContent.Split('\n');

    /// <summary>What it shows now, or showed or will show some steps away.</summary>
    public string Code(int steps = 0) =>
        new Totp(Base32Encoding.ToBytes(key.Replace(" ", "", StringComparison.Ordinal))).ComputeTotp((portal.Clock.Now + (steps * Step)).UtcDateTime);

    /// <summary>What it shows after the portal's clock has left the steps that were used.</summary>
    public string NextCode()
    {
        portal.Clock.Advance(2 * Step);
        return Code();
    }

    /// <summary>A code that is none of this key's around now.</summary>
    public string WrongCode()
    {
        var right = Enumerable.Range(-2, 5).Select(Code).ToHashSet();
        return Enumerable.Range(0, 10).Select(digit => new string((char)('0' + digit), 6)).First(code => !right.Contains(code));
    }

    /// <summary>Answers the page that asks for a code.</summary>
    public static Task<Page> EnterAsync(Page page, string code, string label = "Code") =>
        page.Form("Sign in").Fill(label, code).SubmitAsync("Sign in");
}
