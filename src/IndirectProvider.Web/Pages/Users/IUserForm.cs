using System.Globalization;
using IndirectProvider.Customers;
using IndirectProvider.Web.Hosting;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace IndirectProvider.Web.Pages.Users;

/// <summary>A form with the facts of a user, new or not.</summary>
public interface IUserForm
{
    /// <summary>What is typed.</summary>
    CustomerUserInput Input { get; }

    /// <summary>Whose user it is.</summary>
    UsersPlace Place { get; }

    /// <summary>The languages of pages and mails.</summary>
    static IReadOnlyList<SelectListItem> Languages { get; } =
        [.. WebSetup.Languages.Select(code => new SelectListItem(CultureInfo.GetCultureInfo(code).NativeName, code))];
}
