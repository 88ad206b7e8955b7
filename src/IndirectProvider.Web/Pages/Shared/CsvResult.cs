using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using IndirectProvider.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace IndirectProvider.Web.Pages.Shared;

/// <summary>Writes rows to the answer one after the other, so that a long list takes no more memory than a short one.</summary>
internal sealed class CsvResult<T>(
    string fileName, IAsyncEnumerable<T> rows, IReadOnlyList<CsvColumn<T>> columns, Guid run, FollowExport follow, TimeProvider clock) : ActionResult
{
    private const int BufferedChars = 32 * 1024;
    private const int RowsBetweenLooks = 500;

    /// <summary>How often the person is told how far it is.</summary>
    private static readonly TimeSpan KeptEvery = TimeSpan.FromSeconds(2);

    private long sent;

    /// <inheritdoc/>
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = fileName }.ToString();
        response.Headers.CacheControl = "no-store";
        var isComplete = false;
        try
        {
            await WriteAsync(response.Body, context.HttpContext.RequestAborted);
            isComplete = true;
        }
        finally
        {
            await follow.EndAsync(run, sent, isComplete);
        }
    }

    private async Task WriteAsync(Stream body, CancellationToken cancel)
    {
        // With the mark in front spreadsheets know the encoding; where the comma is in numbers they expect semicolons.
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator == "," ? ";" : ",",
            NewLine = "\r\n",
        };
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), BufferedChars, leaveOpen: true);
        await using var csv = new CsvWriter(writer, configuration, leaveOpen: true);
        foreach (var column in columns)
        {
            csv.WriteField(CsvText.Of(column.Header));
        }

        await csv.NextRecordAsync();
        var kept = clock.GetTimestamp();
        await foreach (var row in rows.WithCancellation(cancel))
        {
            foreach (var column in columns)
            {
                csv.WriteField(CsvText.Of(column.Value(row)));
            }

            await csv.NextRecordAsync();
            if (++sent % RowsBetweenLooks == 0 && clock.GetElapsedTime(kept) >= KeptEvery)
            {
                await follow.KeepAsync(run, sent, cancel);
                kept = clock.GetTimestamp();
            }
        }

        await csv.FlushAsync();
    }
}
