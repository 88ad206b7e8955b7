using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace IndirectProvider.Web.TagHelpers;

/// <summary>
/// Puts errors in the order in which the input declares its properties, which is the order of the fields on the page; model
/// state has none that a reader would understand. Errors of the whole form come first.
/// </summary>
internal sealed class ErrorOrder(ModelMetadata page) : IComparer<string>
{
    public int Compare(string? x, string? y)
    {
        var left = Positions(x ?? "");
        var right = Positions(y ?? "");
        for (var level = 0; level < Math.Min(left.Count, right.Count); level++)
        {
            if (left[level] != right[level])
            {
                return left[level].CompareTo(right[level]);
            }
        }

        return left.Count.CompareTo(right.Count);
    }

    private List<int> Positions(string key)
    {
        var positions = new List<int>();
        var metadata = page;
        foreach (var segment in key.Split(['.', '['], StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment.EndsWith(']'))
            {
                positions.Add(int.TryParse(segment.TrimEnd(']'), CultureInfo.InvariantCulture, out var index) ? index : int.MaxValue);
                metadata = metadata?.ElementMetadata;
                continue;
            }

            var properties = metadata?.Properties.ToList() ?? [];
            var position = properties.FindIndex(property => property.PropertyName == segment);
            positions.Add(position < 0 ? int.MaxValue : position);
            metadata = position < 0 ? null : properties[position];
        }

        return positions;
    }
}
