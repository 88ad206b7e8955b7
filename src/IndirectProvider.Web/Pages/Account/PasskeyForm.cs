namespace IndirectProvider.Web.Pages.Account;

/// <summary>A button that uses a passkey.</summary>
/// <param name="Button">What it says.</param>
/// <param name="Options">Where the challenge comes from.</param>
/// <param name="ReturnUrl">The page of this portal the person wanted.</param>
/// <param name="Autofill">Whether the browser offers passkeys in the field for the user name too.</param>
public sealed record PasskeyForm(string Button, string Options, string? ReturnUrl, bool Autofill = false);
