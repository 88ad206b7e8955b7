namespace IndirectProvider.Web;

/// <summary>
/// Names the web project's texts for <c>IStringLocalizer&lt;Texts&gt;</c>. The English text is the key; other languages
/// stand in <c>Texts.{language}.resx</c> next to this file.
/// </summary>
/// <remarks>
/// The compiler names a resource after the class in the file of the same name, so it becomes
/// <c>IndirectProvider.Web.Texts</c>. That is what the localizer looks for as long as no ResourcesPath is set.
/// </remarks>
public sealed class Texts;
