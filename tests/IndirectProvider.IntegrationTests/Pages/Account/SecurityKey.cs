using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IndirectProvider.Testing.Html;

namespace IndirectProvider.IntegrationTests.Pages.Account;

/// <summary>
/// Somebody's key with its browser, which answers a page's challenge as WebAuthn says, and as dishonestly as a test likes.
/// </summary>
internal sealed class SecurityKey : IDisposable
{
    private const byte Present = 1, Verified = 4, HoldsKey = 64;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The key's name for itself.</summary>
    public byte[] Id { get; } = RandomNumberGenerator.GetBytes(32);

    /// <summary>The account it was made for.</summary>
    public string UserHandle { get; set; } = "";

    /// <summary>How often it says it has signed.</summary>
    public uint Counter { get; set; }

    /// <summary>Where the browser says it is.</summary>
    public string Origin { get; set; } = "https://portal.test";

    /// <summary>Which domain the key signs for.</summary>
    public string Domain { get; set; } = "portal.test";

    /// <summary>Whether it asks for a finger, a face or a PIN.</summary>
    public bool AsksPerson { get; set; } = true;

    /// <summary>A challenge in place of the page's.</summary>
    public string? OtherChallenge { get; set; }

    /// <summary>Makes one for who is signed in.</summary>
    /// <returns>The key, and the page that answers: the recovery codes or a redirect.</returns>
    public static async Task<(SecurityKey Key, Page Page)> AddAsync(PortalClient client, string name = "My key")
    {
        var made = new SecurityKey();
        return (made, await made.AddToAsync(client, name));
    }

    /// <summary>Adds this one for who is signed in.</summary>
    public async Task<Page> AddToAsync(PortalClient client, string name = "My key")
    {
        var page = await client.OpenAsync("/account/security/passkeys/add");
        var options = await OptionsAsync(client, "/account/security/passkeys/add?handler=Options");
        return await page.Form("Add passkey").Fill("Name", name).Tamper("Credential", Make(options)).SubmitAsync("Add passkey");
    }

    /// <summary>Presses the button of a page for passkeys and answers its challenge.</summary>
    public async Task<Page> UseAsync(PortalClient client, Page page, string button) =>
        await page.Form(button).Tamper("Credential", Sign(await OptionsAsync(client, OptionsAt(page)))).SubmitAsync(button);

    /// <summary>Signs in with this key alone.</summary>
    public async Task<Page> SignInAsync(PortalClient client) => await UseAsync(client, await client.OpenAsync("/sign-in"), "Sign in with a passkey");

    /// <summary>The challenge a page's script would ask for.</summary>
    public static async Task<JsonNode> OptionsAsync(PortalClient client, string path) =>
        JsonNode.Parse((await client.GetAsync(path)).Expect(HttpStatusCode.OK).Html)!;

    /// <summary>Where a page's script would ask.</summary>
    public static string OptionsAt(Page page) => page.Document.QuerySelector("[data-passkey]")!.GetAttribute("data-passkey-options")!;

    /// <summary>Answers a challenge for a new passkey.</summary>
    public string Make(JsonNode options)
    {
        UserHandle = (string)options["user"]!["id"]!;
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        byte[] publicKey = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] data = [.. Data(HoldsKey), .. new byte[16], 0x00, (byte)Id.Length, .. Id, .. publicKey];
        byte[] attestation =
        [
            0xA3,
            .. Text("fmt"), .. Text("none"),
            .. Text("attStmt"), 0xA0,
            .. Text("authData"), 0x59, (byte)(data.Length >> 8), (byte)data.Length, .. data,
        ];
        return Answer(new
        {
            clientDataJSON = Base64Url.EncodeToString(Client("webauthn.create", options)),
            attestationObject = Base64Url.EncodeToString(attestation),
            transports = new[] { "internal" },
        });
    }

    /// <summary>Answers a challenge.</summary>
    public string Sign(JsonNode options)
    {
        Counter++;
        var (data, client) = (Data(0), Client("webauthn.get", options));
        return Answer(new
        {
            clientDataJSON = Base64Url.EncodeToString(client),
            authenticatorData = Base64Url.EncodeToString(data),
            signature = Base64Url.EncodeToString(key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            userHandle = UserHandle,
        });
    }

    public void Dispose() => key.Dispose();

    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];

    private byte[] Data(byte flags)
    {
        var counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, Counter);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(Domain)), (byte)(flags | Present | (AsksPerson ? Verified : 0)), .. counter];
    }

    private byte[] Client(string type, JsonNode options) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type, challenge = OtherChallenge ?? (string)options["challenge"]!, origin = Origin, crossOrigin = false });

    private string Answer(object response)
    {
        var id = Base64Url.EncodeToString(Id);
        return JsonSerializer.Serialize(new { id, rawId = id, type = "public-key", clientExtensionResults = new { }, response });
    }
}
