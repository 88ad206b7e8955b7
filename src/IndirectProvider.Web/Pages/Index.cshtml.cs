using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages;

/// <summary>The first page after signing in.</summary>
public sealed class IndexModel(CurrentMember member) : PageModel
{
    /// <summary>Who is signed in.</summary>
    public CurrentMember Member => member;
}
