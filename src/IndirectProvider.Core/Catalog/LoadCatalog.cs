using System.Text.Json;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Catalog;

/// <summary>Brings the offers of the catalogue file into the database at start; safe to repeat.</summary>
public sealed class LoadCatalog(PortalDb portal)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Adds new offers, renews known ones, and stops selling those that left the file.</summary>
    public async Task ExecuteAsync(CancellationToken cancel)
    {
        await using var file = EmbeddedData.Open("catalog.data.json");
        var catalog = (await JsonSerializer.DeserializeAsync<CatalogFile>(file, Json, cancel))!;
        var db = portal.Open();
        var known = await db.Offers.ToDictionaryAsync(o => o.Id, cancel);
        foreach (var data in catalog.Offers)
        {
            if (known.Remove(data.Id, out var existing))
            {
                Offer.From(data, existing);
            }
            else
            {
                db.Offers.Add(Offer.From(data));
            }
        }

        foreach (var gone in known.Values)
        {
            gone.StopSelling();
        }

        await db.SaveChangesAsync(cancel);
    }

    private sealed record CatalogFile(string Publisher, IReadOnlyList<OfferData> Offers);
}
