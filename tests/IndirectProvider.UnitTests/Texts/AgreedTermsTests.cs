using IndirectProvider.Testing;

namespace IndirectProvider.UnitTests.Texts;

public sealed class AgreedTermsTests
{
    [Fact]
    public void German_uses_the_agreed_terms() =>
        Rule.Holds(
            from entry in Translations.Web.German().Concat(Translations.Core.German())
            where Words.Agreed.TryGetValue(entry.Key, out var agreed) && agreed != entry.Value
            select $"{entry.Key}: '{entry.Value}' instead of '{Words.Agreed[entry.Key]}'");
}
