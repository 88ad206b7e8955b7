using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace IndirectProvider.IntegrationTests.Isolation;

/// <summary>
/// Members at their own pages who put an id of somebody else's row in place of each of their own, in addresses, fields and
/// choices, one after the other. Nothing of that row is read, and no row that names it changes or comes into being.
/// </summary>
[Collection(Crowd.Collection)]
[Trait("Database", "Own")]
public sealed partial class ForeignIdTests(Crowd crowd, ITestOutputHelper output)
{
    /// <summary>Where an id that was typed may be kept. Every entry needs its reason.</summary>
    private static readonly Dictionary<string, string> Kept = new()
    {
        ["AdminCredentials"] = "CredentialId is the key that the form mints, so that sent twice it resets once; it names no other row",
        ["OrderDrafts"] = "a draft keeps what was typed, valid or not, and is checked before it becomes an order",
    };

    private static readonly string[] AnyOf = ["provider", "reseller", "customer", "user", "subscription", "order", "credential", "user's credential", "draft"];

    /// <summary>Those who have a world like the victim's: the other provider, its reseller, its customer.</summary>
    public static TheoryData<string> Attackers => ["B.G", "other.U", "foreign.B"];

    [Theory]
    [MemberData(nameof(Attackers))]
    public async Task A_foreign_id_in_place_of_an_own_one_gets_nowhere(string attacker)
    {
        var kind = crowd.Kinds.Single(kind => kind.Name == attacker);
        using var asking = new Asking(crowd);
        var tried = new HashSet<string>();
        var wrong = new List<string>();
        foreach (var endpoint in await PortalEndpoints.ListAsync(crowd.Portal))
        {
            foreach (var request in await RequestsAsync(asking, kind, endpoint))
            {
                foreach (var (where, forged) in Forgeries(request))
                {
                    if (tried.Add($"{request.Method} {Id().Replace(request.Address, "#")} {where}"))
                    {
                        await TryAsync(asking, kind, forged, where, wrong);
                    }
                }
            }
        }

        output.WriteLine($"{attacker}: {tried.Count} places with an id, {asking.Count} requests.");
        Assert.True(tried.Count > 20, $"Only {tried.Count} places were found; the pages can't have been read.");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>The endpoint at the attacker's own rows, and everything that the page there offers.</summary>
    private async Task<List<OfferedRequest>> RequestsAsync(Asking asking, Kind kind, PortalEndpoint endpoint)
    {
        var address = endpoint.Address(name => crowd.B.ValueOf(endpoint.Route + (kind.Name == "other.U" ? "#reseller" : ""), name)!);
        var own = new OfferedRequest(endpoint.Method, address, [.. crowd.B.Fields(endpoint)], new Dictionary<string, IReadOnlyList<string>>());
        if (endpoint.Method != "GET")
        {
            return [own];
        }

        await crowd.Before.RestoreAsync();
        var page = await asking.AskAsync(kind, "GET", address, own.Fields);
        await crowd.Before.RestoreAsync();
        return [own, .. OfferedRequest.On(page.Body, new Uri(crowd.Portal.Address, address))];
    }

    private IEnumerable<(string Where, OfferedRequest Forged)> Forgeries(OfferedRequest request)
    {
        foreach (var own in Id().Matches(request.Address).DistinctBy(match => match.Value))
        {
            foreach (var (what, foreign) in Counterparts(own.Value))
            {
                yield return ($"address {own.Index}: {what}", request with { Address = request.Address.Replace(own.Value, foreign, StringComparison.Ordinal) });
            }
        }

        foreach (var (name, value) in request.Fields.DistinctBy(field => field.Key))
        {
            var choices = request.Choices.GetValueOrDefault(name, [value]);
            var ids = choices.Where(choice => Id().IsMatch(choice)).SelectMany(Counterparts).ToList();
            if (ids.Count == 0 && name.EndsWith("Id", StringComparison.OrdinalIgnoreCase))
            {
                ids = [.. Counterparts("")];
            }

            foreach (var (what, foreign) in ids.DistinctBy(id => id.Foreign))
            {
                yield return ($"{Index().Replace(name, "[]")}: {what}", request.With(name, foreign));
            }
        }
    }

    /// <summary>The victim's row in the place of an own one; any of them in the place of an id that is no row's of the attacker.</summary>
    private IEnumerable<(string What, string Foreign)> Counterparts(string own) =>
        crowd.A.Ids.Where(id => crowd.B.Ids[id.Key].ToString() == own).DefaultIfEmpty().ToList() is [{ Key: not null } counterpart]
            ? [(counterpart.Key, counterpart.Value.ToString())]
            : AnyOf.Select(what => (what, crowd.A.Ids[what].ToString()));

    private async Task TryAsync(Asking asking, Kind kind, OfferedRequest forged, string where, List<string> wrong)
    {
        await crowd.Before.RestoreAsync();
        var asked = $"{forged.Address} {string.Join(' ', forged.Fields)}";
        var name = $"{kind.Name}: {forged.Method} {Id().Replace(forged.Address, "#")}, {where}";
        var answer = await asking.AskAsync(kind, forged.Method, forged.Address, forged.Fields.Where(field => field.Key != "__RequestVerificationToken"));
        if ((int)answer.Status >= 500)
        {
            wrong.Add($"{name}: answers {(int)answer.Status}");
        }

        var (changed, added) = crowd.Before.ChangedAbout(crowd.A.Ids.Values);
        wrong.AddRange(changed.Select(table => $"{name}: changes {table}"));
        wrong.AddRange(added.Except(Kept.Keys).Select(table => $"{name}: adds to {table}"));

        // What is said only on the next page counts too.
        var next = answer.Letter == 'A' && answer.Location is { } location ? await asking.AskAsync(kind, "GET", location, []) : null;
        foreach (var fact in Crowd.In(answer.All + next?.All, crowd.HiddenFrom(kind), asked))
        {
            wrong.Add($"{name}: reads '{fact}'");
        }
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}")]
    private static partial Regex Id();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Index();
}
