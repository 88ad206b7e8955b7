namespace IndirectProvider.Web;

/// <summary>
/// Names the web project's texts for <c>IStringLocalizer&lt;Texts&gt;</c>. The English text is the key; other languages
/// stand in <c>Resources/Texts.{language}.resx</c>.
/// </summary>
/// <remarks>
/// Keep this file out of Resources/: a resx next to a source file of the same name is named after the class in it, and the
/// localizer, which looks in the folder, no longer finds it.
/// </remarks>
public sealed class Texts;
