using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace IndirectProvider.IntegrationTests.Isolation;

/// <summary>
/// Everything the running portal can be asked, by every kind of member, against the table a person has reviewed. Who is refused
/// reads nothing that the kind may not know, changes nothing, and cannot tell a row of others from one that does not exist.
/// </summary>
[Collection(Crowd.Collection)]
[Trait("Database", "Own")]
public sealed partial class AccessMatrixTests(Crowd crowd, ITestOutputHelper output)
{
    private const string Where = "tests/IndirectProvider.IntegrationTests/Isolation/access-matrix.txt";

    // An id that is no draft's begins a wizard, so it is unlike that of somebody else's draft.
    private const string NewCustomer = "customers/new/";
    private static readonly AccessMatrix Matrix = AccessMatrix.Read();
    private readonly ConcurrentQueue<string> _wrong = new();

    [Fact]
    public async Task Every_endpoint_has_its_row()
    {
        var endpoints = (await PortalEndpoints.ListAsync(crowd.Portal)).Select(endpoint => endpoint.Key).ToHashSet();
        var rows = Matrix.Rows.Keys.Select(row => row.Split('#')[0]).ToHashSet();
        var open = new string('_', Matrix.Columns.Count);

        Assert.True(endpoints.IsSubsetOf(rows), $"Say in {Where} who may, a letter in place of each _:\n{Lines(endpoints.Except(rows).Select(key => $"{key}  {open}"))}");
        Assert.True(rows.IsSubsetOf(endpoints), $"Take out of {Where} what the portal has no more:\n{Lines(rows.Except(endpoints))}");
        Assert.Equal(Matrix.Columns.Order(), crowd.Kinds.Select(kind => kind.Name).Order());
    }

    [Fact]
    public async Task Everybody_gets_what_the_table_says()
    {
        var endpoints = (await PortalEndpoints.ListAsync(crowd.Portal)).ToLookup(endpoint => endpoint.Key);
        using var asking = new Asking(crowd);
        var (cells, refused) = (0, 0);
        foreach (var (row, letters) in Matrix.Rows)
        {
            foreach (var endpoint in endpoints[row.Split('#')[0]])
            {
                var answers = await AskAllAsync(asking, endpoint, row, letters);
                Compare(row, letters, answers);
                (cells, refused) = (cells + letters.Length, refused + letters.Count(letter => !May(letter)));
            }
        }

        output.WriteLine($"{Matrix.Rows.Count} rows, {Matrix.Columns.Count} kinds: {cells} combinations, {refused} of them refused, {asking.Count} requests.");
        Assert.True(_wrong.IsEmpty, $"{_wrong.Count} answers differ from {Where}:\n{Lines(_wrong)}");
    }

    private async Task<char[]> AskAllAsync(Asking asking, PortalEndpoint endpoint, string row, string letters)
    {
        var answers = new char[letters.Length];
        var kinds = Matrix.Columns.Select(name => crowd.Kinds.Single(kind => kind.Name == name)).ToList();
        await Parallel.ForEachAsync(Enumerable.Range(0, letters.Length).Where(i => !May(letters[i])), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
            answers[i] = await RefusedAsync(asking, endpoint, row, kinds[i]));
        foreach (var table in crowd.Before.Changed())
        {
            _wrong.Enqueue($"{row}: somebody who is refused changed {table}");
        }

        // Who may, does it; and the next one finds everything as it was.
        foreach (var i in Enumerable.Range(0, letters.Length).Where(i => May(letters[i])))
        {
            await crowd.Before.RestoreAsync();
            var address = endpoint.Address(name => Value(row, name));
            var answer = await asking.AskAsync(kinds[i], endpoint.Method, address, crowd.A.Fields(endpoint));
            answers[i] = answer.Letter;
            LookFor(row, kinds[i], answer, crowd.HiddenFrom(kinds[i]), address);
        }

        await crowd.Before.RestoreAsync();
        return answers;
    }

    private async Task<char> RefusedAsync(Asking asking, PortalEndpoint endpoint, string row, Kind kind)
    {
        var (address, fields) = (endpoint.Address(name => Value(row, name)), crowd.A.Fields(endpoint).ToList());
        var answer = await asking.AskAsync(kind, endpoint.Method, address, fields);
        var hidden = kind.IsOfCustomer
            ? crowd.HiddenFrom(kind)
            : crowd.HiddenFrom(kind).Concat(crowd.A.Facts["customer"]).Concat(crowd.A.Facts["users"]).Concat(crowd.A.Facts["back office"]).Concat(crowd.A.Facts["invitations"]).Concat(crowd.A.Facts["tags"]);
        LookFor(row, kind, answer, hidden, $"{address} {string.Join(' ', fields)}");
        if (answer.Letter == 'N' && Id().IsMatch(address) && !endpoint.Route.StartsWith(NewCustomer, StringComparison.Ordinal))
        {
            var unknown = await asking.AskAsync(kind, endpoint.Method, Id().Replace(address, _ => Guid.CreateVersion7().ToString()), fields.Select(f => KeyValuePair.Create(f.Key, Id().Replace(f.Value, Guid.CreateVersion7().ToString()))));
            if ((unknown.Status, unknown.Gist) != (answer.Status, answer.Gist))
            {
                _wrong.Enqueue($"{row}: {kind.Name} can tell it from a row that does not exist ({(int)answer.Status}, unknown {(int)unknown.Status})");
            }
        }

        return answer.Letter;
    }

    private string Value(string row, string parameter)
    {
        var value = crowd.A.ValueOf(row[(row.IndexOf('/') + 1)..], parameter);
        Assert.True(value is not null, $"Say in World.ValueOf which row of the victim's {{{parameter}}} of '{row}' names.");
        return value;
    }

    private void LookFor(string row, Kind kind, Answer answer, IEnumerable<string> hidden, string asked)
    {
        foreach (var fact in Crowd.In(answer.All, hidden, asked))
        {
            _wrong.Enqueue($"{row}: {kind.Name} reads '{fact}' ({(int)answer.Status})");
        }
    }

    private void Compare(string row, string letters, char[] answers)
    {
        var differing = Enumerable.Range(0, letters.Length).Where(i => answers[i] != letters[i]).ToList();
        if (differing.Count > 0)
        {
            _wrong.Enqueue($"{row}: {string.Join(", ", differing.Select(i => $"{Matrix.Columns[i]} must get {letters[i]} and gets {answers[i]}"))}");
        }
    }

    private static bool May(char letter) => letter is 'A' or 'B';

    private static string Lines(IEnumerable<string> lines) => new StringBuilder().AppendJoin('\n', lines.Order(StringComparer.Ordinal).Take(200)).ToString();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}")]
    private static partial Regex Id();
}
