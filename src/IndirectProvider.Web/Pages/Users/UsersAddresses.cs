using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace IndirectProvider.Web.Pages.Users;

/// <summary>
/// The pages about users stand at two addresses: by themselves for the customer's own people, and under the customer for
/// its provider and the resellers associated with it.
/// </summary>
public static class UsersAddresses
{
    /// <summary>The route value that names the customer.</summary>
    public const string CustomerKey = "customerId";

    /// <summary>Gives each page its second address.</summary>
    public static void AddTo(PageConventionCollection pages) =>
        pages.AddFolderRouteModelConvention("/Users", page =>
        {
            foreach (var own in page.Selectors.ToList())
            {
                page.Selectors.Add(new SelectorModel
                {
                    AttributeRouteModel = new AttributeRouteModel
                    {
                        Template = $"customers/{{{CustomerKey}:guid}}/{own.AttributeRouteModel!.Template!.TrimStart('/')}",
                        SuppressLinkGeneration = true,
                    },
                });
            }
        });
}
