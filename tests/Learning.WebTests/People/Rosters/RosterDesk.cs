using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Learning.Framework.Jobs;
using Learning.People.Models;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;

namespace Learning.WebTests.People.Rosters;

/// <summary>What a clerk does with a roster, through the pages alone.</summary>
internal sealed class RosterDesk(LearningSite site, HttpClient clerk)
{
    public const string Headers = "姓名,教师编号,学校代码,学校,岗位,专职还是兼职,在岗状态,起始日期,结束日期,手机号,身份证号";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static byte[] Csv(params string[] rows) => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Headers + "\r\n" + string.Join("\r\n", rows) + "\r\n")];

    public async Task<HttpResponseMessage> UploadAsync(byte[] file, string name = "名单.csv")
    {
        var page = await clerk.PageAsync("/people/imports");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.QuerySelector("main form input[name=__token]")!.GetAttribute("value")!), "__token" },
            { new ByteArrayContent(file), "Input.File", name },
        };
        return await clerk.PostAsync(new Uri("/people/imports", UriKind.Relative), form, Cancellation);
    }

    /// <summary>Uploads our own template and waits for its report.</summary>
    public async Task<Guid> CheckAsync(params string[] rows) => await CheckFileAsync(Csv(rows));

    public async Task<Guid> CheckFileAsync(byte[] file, string name = "名单.csv")
    {
        using var answer = await UploadAsync(file, name);
        var id = IdOf(answer);
        await SettledAsync();
        return id;
    }

    public static Guid IdOf(HttpResponseMessage answer) =>
        Guid.TryParse(answer.RequestMessage!.RequestUri!.Segments.ElementAtOrDefault(3)?.TrimEnd('/'), out var id) ? id : throw new InvalidOperationException($"{answer.StatusCode} {answer.RequestMessage.RequestUri}");

    public async Task<IHtmlDocument> ApplyAsync(Guid id)
    {
        var page = await clerk.PageAsync($"/people/imports/{id}");
        using var answer = await clerk.SubmitAsync(page, $"/people/imports/{id}", _ => { }, "form[action$='handler=apply']");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await SettledAsync();
        return await clerk.PageAsync($"/people/imports/{id}");
    }

    public async Task<IHtmlDocument> UndoAsync(Guid id, string reason = "传错了文件")
    {
        using var answer = await clerk.SubmitAsync($"/people/imports/{id}/undo", f => f.Set("Input.Reason", reason));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await SettledAsync();
        return await clerk.PageAsync($"/people/imports/{id}");
    }

    public Task<RosterImport> ImportAsync(Guid id) => site.AskDatabaseAsync(db => db.Set<RosterImport>().AsNoTracking().SingleAsync(i => i.Id == id, Cancellation));

    /// <summary>New, changed, unchanged, wrong, doubtful, missing.</summary>
    public async Task<(int, int, int, int, int, int)> CountsAsync(Guid id)
    {
        var i = await ImportAsync(id);
        return (i.Added, i.Changed, i.Unchanged, i.Wrong, i.Doubtful, i.Missing);
    }

    public Task<List<RosterRow>> RowsAsync(Guid id) => site.AskDatabaseAsync(db => db.Set<RosterRow>().AsNoTracking().Where(r => r.ImportId == id).OrderBy(r => r.Number).ToListAsync(Cancellation));

    public async Task SettledAsync()
    {
        await site.SettledAsync(Cancellation);
        var failed = await site.AskDatabaseAsync(db => db.Set<Job>().Where(j => j.Failure != null && j.Kind.StartsWith("people-roster")).Select(j => j.Failure).ToListAsync(Cancellation));
        Assert.True(failed.Count == 0, string.Join('\n', failed));
    }
}
