using System.Net;
using System.Text.RegularExpressions;
using IndirectProvider.Testing.Html;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Page = IndirectProvider.Testing.Html.Page;

namespace IndirectProvider.IntegrationTests.Isolation;

/// <summary>Every page with an id in its address, attacked with the id of somebody else's row: it does not exist.</summary>
public sealed partial class RouteIsolationTests(Victim victim) : IClassFixture<Victim>
{
    /// <summary>Where the victim's row stands on each route. A new route with an id needs its line here.</summary>
    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["customers/{id:guid}"] = new(victim => $"/customers/{victim.Customer.Id}"),
        ["customers/{id:guid}/account"] = new(victim => $"/customers/{victim.Customer.Id}/account"),
        ["customers/{id:guid}/account/bill-to"] = new(victim => $"/customers/{victim.Customer.Id}/account/bill-to"),
        ["customers/{id:guid}/account/edit"] = new(victim => $"/customers/{victim.Customer.Id}/account/edit"),
        ["customers/{id:guid}/activity"] = new(victim => $"/customers/{victim.Customer.Id}/activity"),
        ["customers/{id:guid}/admin-relationships"] = new(victim => $"/customers/{victim.Customer.Id}/admin-relationships"),
        ["customers/{id:guid}/admin-relationships/add"] = new(victim => $"/customers/{victim.Customer.Id}/admin-relationships/add"),
        ["customers/{id:guid}/admin-relationships/{resellerId:guid}/remove"] = new(victim => $"/customers/{victim.Customer.Id}/admin-relationships/{victim.Reseller.Id}/remove"),
        ["customers/{id:guid}/orders"] = new(victim => $"/customers/{victim.Customer.Id}/orders"),
        ["customers/{id:guid}/add-subscription"] = new(victim => $"/customers/{victim.Customer.Id}/add-subscription"),
        ["customers/{id:guid}/add-subscription/{draftId:guid}/cancel"] = new(victim => $"{victim.AddSubscriptionPath}/cancel"),
        ["customers/{id:guid}/add-subscription/{draftId:guid}/review"] = new(victim => $"{victim.AddSubscriptionPath}/review"),
        ["customers/{id:guid}/add-subscription/{draftId:guid}/subscriptions"] = new(victim => $"{victim.AddSubscriptionPath}/subscriptions"),
        ["customers/{id:guid}/reset-password"] = new(victim => $"/customers/{victim.Customer.Id}/reset-password", ("CredentialId", $"{Guid.CreateVersion7()}")),
        ["customers/{id:guid}/credentials/{credentialId:guid}"] = new(victim => victim.CredentialPath),
        ["customers/{customerId:guid}/subscriptions/{id:guid}"] = new(victim => victim.SubscriptionPath),
        ["customers/{customerId:guid}/subscriptions/{id:guid}/auto-renew"] = new(victim => $"{victim.SubscriptionPath}/auto-renew"),
        ["customers/{customerId:guid}/subscriptions/{id:guid}/cancel"] = new(victim => $"{victim.SubscriptionPath}/cancel"),
        ["customers/{customerId:guid}/subscriptions/{id:guid}/convert"] = new(victim => $"{victim.SubscriptionPath}/convert"),
        ["customers/{customerId:guid}/subscriptions/{id:guid}/licenses"] = new(victim => $"{victim.SubscriptionPath}/licenses"),
        ["customers/{customerId:guid}/subscriptions/{id:guid}/nickname"] = new(victim => $"{victim.SubscriptionPath}/nickname"),
        ["customers/{customerId:guid}/subscriptions/{id:guid}/plan"] = new(victim => $"{victim.SubscriptionPath}/plan"),
        ["customers/{customerId:guid}/subscriptions/{id:guid}/reactivate"] = new(victim => $"{victim.SubscriptionPath}/reactivate"),
        ["customers/{customerId:guid}/subscriptions/{id:guid}/renewal"] = new(victim => $"{victim.SubscriptionPath}/renewal"),
        ["customers/{customerId:guid}/subscriptions/{id:guid}/reseller"] = new(victim => $"{victim.SubscriptionPath}/reseller"),
        ["customers/{customerId:guid}/subscriptions/{id:guid}/support-contact"] = new(victim => $"{victim.SubscriptionPath}/support-contact"),
        ["customers/{customerId:guid}/subscriptions/{id:guid}/suspend"] = new(victim => $"{victim.SubscriptionPath}/suspend"),
        ["customers/{customerId:guid}/subscriptions/{id:guid}/upgrade"] = new(victim => $"{victim.SubscriptionPath}/upgrade"),
        ["customers/{customerId:guid}/users"] = new(victim => $"/customers/{victim.Customer.Id}/users"),
        ["customers/{customerId:guid}/users/assign"] = new(victim => $"/customers/{victim.Customer.Id}/users/assign"),
        ["customers/{customerId:guid}/users/new"] = new(victim => $"/customers/{victim.Customer.Id}/users/new"),
        ["customers/{customerId:guid}/users/{id:guid}"] = new(victim => $"/customers/{victim.Customer.Id}/users/{victim.User.Id}"),
        ["customers/{customerId:guid}/users/{id:guid}/delete"] = new(victim => $"/customers/{victim.Customer.Id}/users/{victim.User.Id}/delete"),
        ["customers/{customerId:guid}/users/{id:guid}/edit"] = new(victim => $"/customers/{victim.Customer.Id}/users/{victim.User.Id}/edit"),
        ["customers/{customerId:guid}/users/{id:guid}/reset-password"] = new(victim => $"/customers/{victim.Customer.Id}/users/{victim.User.Id}/reset-password", ("CredentialId", $"{Guid.CreateVersion7()}")),
        ["customers/{customerId:guid}/users/{id:guid}/restore"] = new(victim => $"/customers/{victim.Customer.Id}/users/{victim.User.Id}/restore"),
        ["customers/{customerId:guid}/users/{id:guid}/password/{credentialId:guid}"] = new(victim => victim.UserPasswordPath),
        ["indirect-providers/{id:guid}/leave"] = new(victim => $"/indirect-providers/{victim.SecondProvider.Id}/leave"),
        ["indirect-resellers/{id:guid}"] = new(victim => $"/indirect-resellers/{victim.Reseller.Id}"),
        ["indirect-resellers/{id:guid}/remove"] = new(victim => $"/indirect-resellers/{victim.Reseller.Id}/remove"),
        ["indirect-resellers/invitations/{id:guid}"] = new(victim => $"/indirect-resellers/invitations/{victim.InvitationId}"),
        ["orders/{id:guid}"] = new(victim => $"/orders/{victim.OrderId}"),
        ["orders/{id:guid}/confirmation"] = new(victim => $"/orders/{victim.OrderId}/confirmation"),
        ["settings/users/{id:guid}"] = new(victim => $"/settings/users/{victim.Provider.Admin.Id}"),
        ["settings/users/{id:guid}/disable"] = new(victim => $"/settings/users/{victim.Provider.Admin.Id}/disable"),
        ["settings/users/{id:guid}/edit"] = new(victim => $"/settings/users/{victim.Provider.Admin.Id}/edit"),
        ["users/{id:guid}"] = new(victim => $"/users/{victim.User.Id}"),
        ["users/{id:guid}/delete"] = new(victim => $"/users/{victim.User.Id}/delete"),
        ["users/{id:guid}/edit"] = new(victim => $"/users/{victim.User.Id}/edit"),
        ["users/{id:guid}/reset-password"] = new(victim => $"/users/{victim.User.Id}/reset-password", ("CredentialId", $"{Guid.CreateVersion7()}")),
        ["users/{id:guid}/restore"] = new(victim => $"/users/{victim.User.Id}/restore"),
        ["users/{id:guid}/password/{credentialId:guid}"] = new(victim => victim.UserPasswordPath[victim.UserPasswordPath.IndexOf("/users", StringComparison.Ordinal)..]),
        ["partners/grants/{subscriptionId:guid}"] = new(victim => $"/partners/grants/{victim.AzureSubscriptionId}"),
        ["partners/{resellerId:guid}/remove"] = new(victim => $"/partners/{victim.Reseller.Id}/remove"),
    };

    /// <summary>Routes not attacked here. Every entry needs its reason.</summary>
    private static readonly Dictionary<string, string> NotHere = new()
    {
        ["customers/new/{draftId:guid}/cancel"] = DraftsElsewhere,
        ["customers/new/{draftId:guid}/customer"] = DraftsElsewhere,
        ["customers/new/{draftId:guid}/review"] = DraftsElsewhere,
        ["customers/new/{draftId:guid}/subscriptions"] = DraftsElsewhere,
        ["catalog/{offerId}"] = "a product of the catalogue, which has no owner",
        ["errors/{code:int}"] = "a status code",
        ["confirm-email/{token}"] = "who holds the token may; it is no id",
        ["find-a-provider/{id:guid}"] = Public,
        ["find-a-provider/{id:guid}/logo"] = Public,
        ["operator/profile-requests/{id:guid}"] = OperatorsOnly,
        ["operator/providers/{id:guid}"] = OperatorsOnly,
        ["invitation/{secret}"] = "who holds the secret may; it is no id",
        ["set-password/{token}"] = "who holds the token may; it is no id",
        ["set-up/{token}"] = "who holds the token may; it is no id",
    };

    private const string Public = "everybody reads what is listed, and nobody what is not: Pages/FindAProvider/DirectoryTests";
    private const string OperatorsOnly = "operators see every provider, and nobody else gets there: Pages/Operator/ProfileRequestsTests";
    private const string DraftsElsewhere = "an unknown draft's id begins a wizard, so it is unlike a foreign one: Pages/Customers/New/WizardAttackTests";

    public static TheoryData<string> Routes => [.. Cases.Keys];

    [Fact]
    public void Every_route_with_an_id_is_attacked()
    {
        var routes = Pages().Select(page => page.Route.RoutePattern).Where(route => route.Parameters.Count > 0).Select(route => route.RawText!).ToHashSet();

        Assert.Empty(routes.Except(Cases.Keys).Except(NotHere.Keys));
        Assert.Empty(Cases.Keys.Concat(NotHere.Keys).Except(routes));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_foreign_row_looks_like_an_unknown_one(string route)
    {
        var (path, fields) = Cases[route];
        var foreign = path(victim);
        var unknown = Id().Replace(foreign, _ => Guid.CreateVersion7().ToString());
        foreach (var (who, attacker) in victim.Attackers)
        {
            using var client = await victim.Portal.Given.SignedInAsync(attacker);
            Refused(who, await client.GetAsync(foreign), await client.GetAsync(unknown));
            foreach (var handler in await HandlersAsync(route))
            {
                Refused($"{who}, {handler}", await PostAsync(client, foreign + handler, fields), await PostAsync(client, unknown + handler, fields));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Nobody_gets_there_without_signing_in(string route)
    {
        using var client = victim.Portal.NewClient();

        var page = await client.GetAsync(Cases[route].Path(victim));

        page.Expect(HttpStatusCode.Found);
        Assert.StartsWith("/sign-in?", page.Location, StringComparison.Ordinal);
    }

    private void Refused(string who, Page foreign, Page unknown)
    {
        Assert.True(foreign.Status == HttpStatusCode.NotFound, $"{who}: {foreign.Response.RequestMessage!.Method} {foreign.Path} answers {(int)foreign.Status}.");
        Assert.Equal((unknown.Status, unknown.Text), (foreign.Status, foreign.Text));
        Assert.DoesNotContain(victim.Secrets, secret => foreign.Html.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Sends the form with the attacker's own valid token.</summary>
    private static async Task<Page> PostAsync(PortalClient client, string path, (string Name, string Value)[] fields)
    {
        var token = (await client.OpenAsync("/account/change-password")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await client.SendAsync(new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(
                [new("__RequestVerificationToken", token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]),
        });
    }

    /// <summary>The query strings of the page's POST handlers.</summary>
    private async Task<IEnumerable<string>> HandlersAsync(string route)
    {
        var (endpoint, page) = Pages().First(page => page.Route.RoutePattern.RawText == route);
        var compiled = await victim.Portal.Services.GetRequiredService<PageLoader>().LoadAsync(page, endpoint.Metadata);
        return compiled.HandlerMethods.Where(handler => handler.HttpMethod == "Post").Select(handler => handler.Name is null ? "" : $"?handler={handler.Name}");
    }

    private IEnumerable<(RouteEndpoint Route, PageActionDescriptor Page)> Pages() =>
        from endpoint in victim.Portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let page = endpoint.Metadata.GetMetadata<PageActionDescriptor>()
        where page is not null
        select (endpoint, page);

    /// <summary>The victim's address, and the fields without which a form would be sent back before the row is looked for.</summary>
    private sealed record Case(Func<Victim, string> Path, params (string Name, string Value)[] Fields);

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();
}
