using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace IndirectProvider.Web.Pages.Shared;

/// <summary>Writes rows to the answer one after the other, so that a long list takes no more memory than a short one.</summary>
internal sealed class CsvResult<T>(string fileName, IAsyncEnumerable<T> rows, IReadOnlyList<CsvColumn<T>> columns) : ActionResult
{
    /// <inheritdoc/>
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = fileName }.ToString();
        response.Headers.CacheControl = "no-store";
        var cancel = context.HttpContext.RequestAborted;

        // With the mark in front spreadsheets know the encoding; where the comma is in numbers they expect semicolons.
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator == "," ? ";" : ",",
            NewLine = "\r\n",
        };
        await using var writer = new StreamWriter(response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = new CsvWriter(writer, configuration, leaveOpen: true);
        foreach (var column in columns)
        {
            csv.WriteField(CsvText.Of(column.Header));
        }

        await csv.NextRecordAsync();
        await foreach (var row in rows.WithCancellation(cancel))
        {
            foreach (var column in columns)
            {
                csv.WriteField(CsvText.Of(column.Value(row)));
            }

            await csv.NextRecordAsync();
        }

        await csv.FlushAsync();
    }
}
