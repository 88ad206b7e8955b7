using System.Text.RegularExpressions;
using IndirectProvider.IntegrationTests.Isolation;

namespace IndirectProvider.IntegrationTests.Fuzzing;

/// <summary>One request as it goes over the wire.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Address">Path and query, encoded rightly or wrongly.</param>
/// <param name="Body">The body; null for none.</param>
/// <param name="Type">Of what type it says to be.</param>
public sealed record FuzzInput(string Method, string Address, string? Body, string? Type);

/// <summary>A page or form as somebody who may use it finds it, and the ways to get it wrong.</summary>
/// <param name="Kind">Who asks.</param>
/// <param name="Request">The request as the page offers it.</param>
/// <param name="Name">What it is called in the report.</param>
public sealed partial record FuzzTarget(Kind Kind, OfferedRequest Request, string Name)
{
    private const string Token = "__RequestVerificationToken";

    private static readonly string[] Queries =
        ["q", "page", "p", "size", "sort", "after", "before", "returnUrl", "handler", "check", "from", "open", "tag", "state", "country", "reseller", "recovery", "lang", "language", "v", "id", "user", "role", "subscription", "tooLarge"];

    private static readonly string[] OddNames =
        ["", "Input", "Input.", ".Input", "Input[0]", "Input[-1].X", "Input[99999999999]", "Lines.Index", "Lines[].OfferId", "[", "]", "Input.Input.Input", "__proto__", "a%00b", "%0D%0A", "Input.Roles", "Input.Id", "ProviderId", "Input.ProviderId", "handler", "id"];

    private static readonly string[] Charsets = ["utf-7", "utf-16", "utf-32", "iso-8859-1", "us-ascii", "no-such-charset", "\"", "ibm500"];

    /// <summary>The request of one input, got wrong at random.</summary>
    public FuzzInput Mutate(Random random, int number)
    {
        var address = Request.Address;
        var fields = Request.Fields.Where(field => field.Key != Token).Select(field => (Name: FuzzValues.Encode(field.Key), Value: FuzzValues.Encode(field.Value))).ToList();
        var isPost = Request.Method == "POST";
        switch (random.Next(20))
        {
            case < 10 when fields.Count > 0:
                var at = random.Next(fields.Count);
                fields[at] = (fields[at].Name, FuzzValues.Next(random, number));
                break;
            case < 13 when fields.Count > 0:
                fields = [.. fields.Select(field => (field.Name, FuzzValues.Next(random, number)))];
                break;
            case < 15 when fields.Count > 0:
                Disarrange(fields, random, number);
                break;
            case < 16 when isPost:
                return Strange(address, random, number);
            case < 18 when Segments(address).Count > 0:
                var segment = Segments(address)[random.Next(Segments(address).Count)];
                address = string.Concat(address.AsSpan(0, segment.Index), FuzzValues.Next(random, number).Replace("%00", "%01", StringComparison.Ordinal), address.AsSpan(segment.Index + segment.Length));
                break;
            default:
                var query = Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"{Queries[random.Next(Queries.Length)]}={FuzzValues.Next(random, number)}");
                address += (address.Contains('?') ? "&" : "?") + string.Join('&', query);
                break;
        }

        var sent = string.Join('&', fields.Select(field => $"{field.Name}={field.Value}"));
        return isPost
            ? new FuzzInput("POST", address, $"{Token}={FuzzValues.Encode(Kind.Token)}&{sent}", "application/x-www-form-urlencoded")
            : new FuzzInput("GET", sent == "" ? address : $"{address}{(address.Contains('?') ? '&' : '?')}{sent}", null, null);
    }

    private static void Disarrange(List<(string Name, string Value)> fields, Random random, int number)
    {
        var one = fields[random.Next(fields.Count)];
        switch (random.Next(5))
        {
            case 0:
                fields.RemoveAll(field => field.Name == one.Name);
                break;
            case 1:
                fields.Add((one.Name, FuzzValues.Next(random, number)));
                break;
            case 2:
                fields.AddRange(Enumerable.Repeat((one.Name, "1"), random.Next(2, 1500)));
                break;
            case 3:
                fields.Add((OddNames[random.Next(OddNames.Length)], FuzzValues.Next(random, number)));
                break;
            default:
                fields.Clear();
                break;
        }
    }

    /// <summary>A body that is no form, or one that says it is another sort of form than it is.</summary>
    private FuzzInput Strange(string address, Random random, int number)
    {
        var value = FuzzValues.Next(random, number);
        var token = FuzzValues.Encode(Kind.Token);
        var part = $"--b\r\nContent-Disposition: form-data; name=\"{Token}\"\r\n\r\n{Kind.Token}\r\n";
        var odd = OddNames[random.Next(OddNames.Length)];
        return random.Next(11) switch
        {
            0 => new FuzzInput("POST", address, "{\"Input\":{\"a\":1}}", "application/json"),
            1 => new FuzzInput("POST", address, "<a>&x;</a>", "application/xml"),
            2 => new FuzzInput("POST", address, value, "application/octet-stream"),
            3 => new FuzzInput("POST", address, "", null),
            4 => new FuzzInput("POST", address, part, "multipart/form-data"),
            5 => new FuzzInput("POST", address, $"{part}--b--", "multipart/form-data; boundary=c"),
            6 => new FuzzInput("POST", address, $"{part}--b\r\nContent-Disposition: form-data; name=\"{odd}\"; filename=\"{value}\"\r\nContent-Type: text/html\r\n\r\n<fz{number}>\r\n--b--\r\n", "multipart/form-data; boundary=b"),
            7 => new FuzzInput("POST", address, $"{part}--b\r\nContent-Disposition: form-data; name=\"Logo\"; filename=\"<fz{number}>.png\"\r\nContent-Type: image/png\r\n\r\n\u0089PNG\r\n{value}\r\n--b--\r\n", "multipart/form-data; boundary=b"),
            8 => new FuzzInput("POST", address, $"{Token}={token}&{odd}={value}", $"application/x-www-form-urlencoded; charset={Charsets[random.Next(Charsets.Length)]}"),
            9 => new FuzzInput("POST", address, $"{part}--b\r\nContent-Disposition: form-data; name=\"{odd}\"\r\nContent-Type: text/plain; charset={Charsets[random.Next(Charsets.Length)]}\r\n\r\n{value}\r\n--b--\r\n", "multipart/form-data; boundary=b"),
            _ => new FuzzInput("POST", address, $"{Token}={token}&{Token}={value}&&=&={value}&{value}", "application/x-www-form-urlencoded"),
        };
    }

    private static List<Match> Segments(string address) => [.. Segment().Matches(address).Cast<Match>()];

    // An id or a token in the path, or a value in the query.
    [GeneratedRegex("(?<=/)([0-9a-f]{8}-[0-9a-f-]{27}|no-such-token|ALT-[A-Z-]+|404)|(?<==)[^&]+")]
    private static partial Regex Segment();
}
