using System.Xml.Linq;

namespace IndirectProvider.Testing;

/// <summary>
/// The portal's words in one language, asked for by their English text. The field's own terms stand here once more and
/// on purpose: they are an agreement with the people who use the portal, not a matter of the resource file.
/// </summary>
public sealed class Words
{
    private static readonly Dictionary<string, string> AgreedGerman = new()
    {
        ["Indirect resellers"] = "Indirekte Händler",
        ["Request a partnership"] = "Partnerschaft anfragen",
        ["Open in email"] = "In E-Mail öffnen",
        ["Copy to clipboard"] = "In Zwischenablage kopieren",
        ["Send invitation"] = "Einladung senden",
        ["Done"] = "Fertig",
        ["Accept invitation"] = "Einladung annehmen",
        ["Decline"] = "Ablehnen",
        ["Customers"] = "Kunden",
        ["New customer"] = "Neuer Kunde",
        ["Add new customer"] = "Neuen Kunden hinzufügen",
        ["Indirect reseller"] = "Indirekter Händler",
        ["Next: Subscriptions"] = "Weiter: Abonnements",
        ["New subscription"] = "Neues Abonnement",
        ["Licenses"] = "Lizenzen",
        ["Next: Review"] = "Weiter: Überprüfung",
        ["Submit"] = "Übermitteln",
        ["Cancel"] = "Abbrechen",
        ["Confirmation"] = "Bestätigung",
        ["Setup info"] = "Einrichtungsinfos",
        ["Admin user name"] = "Name des Administratorkontos",
        ["Temporary password"] = "Temporäres Kennwort",
        ["Add subscription"] = "Abonnement hinzufügen",
        ["Designated support contact"] = "Benannter Supportkontakt",
        ["Subscriptions"] = "Abonnements",
        ["Find a provider"] = "Anbieter suchen",
    };

    private static readonly Lazy<Dictionary<string, string>> German = new(() =>
        new[] { ("IndirectProvider.Web", "Texts"), ("IndirectProvider.Core", "CoreTexts") }
            .Select(file => XDocument.Load(RepositoryFolder.Path("src", file.Item1, "Resources", $"{file.Item2}.de.resx")))
            .SelectMany(document => document.Root!.Elements("data"))
            .GroupBy(data => data.Attribute("name")!.Value)
            .ToDictionary(entry => entry.Key, entry => entry.First().Element("value")!.Value));

    private readonly bool _german;

    private Words(bool german) => _german = german;

    /// <summary>The words of a language such as en, de or de-DE.</summary>
    public static Words Of(string language) => new(language.StartsWith("de", StringComparison.Ordinal));

    /// <summary>The agreed terms, English and German.</summary>
    public static IReadOnlyDictionary<string, string> Agreed => AgreedGerman;

    /// <summary>What stands on the page for this English text.</summary>
    public string this[string english] =>
        !_german ? english
        : AgreedGerman.TryGetValue(english, out var agreed) ? agreed
        : German.Value.TryGetValue(english, out var translated) ? translated
        : throw new KeyNotFoundException($"'{english}' has no German text.");

    /// <summary>The same with its placeholders filled.</summary>
    public string this[string english, params object[] arguments] => string.Format(System.Globalization.CultureInfo.InvariantCulture, this[english], arguments);
}
