using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Hosting;

/// <summary>
/// Keeps the texts of the resource files that were asked for, by language. A page asks for hundreds, and the framework's own
/// look-up joins a new string for each.
/// </summary>
public sealed class KeptTexts(IStringLocalizer texts) : IStringLocalizer
{
    /// <summary>Far more than there are texts; beyond it nothing is kept, should a text ever be made of what somebody typed.</summary>
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<CultureInfo, ConcurrentDictionary<string, LocalizedString>> kept = new();

    /// <inheritdoc/>
    public LocalizedString this[string name]
    {
        get
        {
            var language = kept.GetOrAdd(CultureInfo.CurrentUICulture, _ => new());
            if (!language.TryGetValue(name, out var text))
            {
                text = texts[name];
                if (language.Count < Most)
                {
                    language[name] = text;
                }
            }

            return text;
        }
    }

    /// <inheritdoc/>
    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            var format = this[name];
            return new LocalizedString(name, string.Format(CultureInfo.CurrentCulture, format.Value, arguments), format.ResourceNotFound, format.SearchedLocation);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => texts.GetAllStrings(includeParentCultures);
}

/// <summary>Makes them.</summary>
public sealed class KeptTextsFactory(ResourceManagerStringLocalizerFactory factory) : IStringLocalizerFactory
{
    private readonly ConcurrentDictionary<Type, KeptTexts> kept = new();

    /// <inheritdoc/>
    public IStringLocalizer Create(Type resourceSource) => kept.GetOrAdd(resourceSource, type => new KeptTexts(factory.Create(type)));

    /// <inheritdoc/>
    public IStringLocalizer Create(string baseName, string location) => new KeptTexts(factory.Create(baseName, location));
}
