using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Learning.Framework.Exports;

/// <summary>Answers with a table that is written as it is read from the database.</summary>
/// <param name="name">Name of the file without its ending.</param>
/// <param name="format"><c>csv</c>, anything else a workbook.</param>
public sealed class TableResult(string name, string? format, Func<ITableWriter, CancellationToken, Task> write) : ActionResult
{
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, cancellation) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        var csv = format == "csv";
        response.ContentType = csv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        response.Headers.CacheControl = "no-store";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(string.Concat(name.Where(c => !char.IsControl(c) && !"\\/:*?\"<>|".Contains(c, StringComparison.Ordinal))) + (csv ? ".csv" : ".xlsx"));
        response.Headers.ContentDisposition = disposition.ToString();
        await using ITableWriter writer = csv ? new CsvTableWriter(response.Body) : new XlsxTableWriter(response.Body);
        await write(writer, cancellation);
        await writer.CompleteAsync(cancellation);
    }
}
