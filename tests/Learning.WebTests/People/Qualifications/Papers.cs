using AngleSharp.Html.Dom;
using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.People.Models;
using Learning.Targets.Models;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.People.Qualifications;

/// <summary>What people do with qualifications given elsewhere, through the pages alone, and what the targets make of it.</summary>
internal sealed class Papers(LearningSite site)
{
    public const string Target = "gaoan-2023/GA-1.a", Kind = "mental-health-teacher", Other = "national-counsellor";

    public static readonly byte[] Picture = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 4];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public DateOnly Today => site.Services.GetRequiredService<TimeProvider>().Today();

    /// <summary>Hands a paper in as the form does.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(HttpClient visitor, string path, byte[]? file = null, string name = "证书.jpg", params (string Field, string Value)[] other)
    {
        var page = await visitor.PageAsync(path);
        return await SubmitAsync(visitor, page, path, file, name, other);
    }

    public static async Task<HttpResponseMessage> SubmitAsync(HttpClient visitor, IHtmlDocument page, string path, byte[]? file = null, string name = "证书.jpg", params (string Field, string Value)[] other)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Input.Kind"] = Kind,
            ["Input.Number"] = "２０１８ 3210 5678",
            ["Input.Issuer"] = "陕西省教育厅",
            ["Input.IssuedOn"] = "2018-07-01",
        };
        foreach (var (field, value) in other)
        {
            fields[field] = value;
        }

        using var form = new MultipartFormDataContent();
        foreach (var hidden in page.QuerySelectorAll("main form[enctype] input[type=hidden]"))
        {
            form.Add(new StringContent(hidden.GetAttribute("value") ?? ""), hidden.GetAttribute("name")!);
        }

        foreach (var (field, value) in fields)
        {
            form.Add(new StringContent(value), field);
        }

        if (file is not null)
        {
            form.Add(new ByteArrayContent(file), "Input.File", name);
        }

        return await visitor.PostAsync(new Uri(path, UriKind.Relative), form, Cancellation);
    }

    public Task<Guid> PersonAsync(string account) => site.AskDatabaseAsync(db => db.Set<Account>().Where(a => a.UserName == account).Select(a => a.PersonId).SingleAsync(Cancellation));

    public Task<Qualification> LatestAsync(Guid person) => site.AskDatabaseAsync(db => db.Set<Qualification>().AsNoTracking().Where(q => q.PersonId == person).OrderByDescending(q => q.Id).FirstAsync(Cancellation));

    /// <summary>The target's row of a person; null where the person is not in its audience.</summary>
    public async Task<bool?> MetAsync(Guid person, string target = Target) =>
        await site.AskDatabaseAsync(async db => (await db.Set<Progress>().AsNoTracking().FirstOrDefaultAsync(p => p.SubjectId == person && p.TargetKey == target && !p.AtDeadline, Cancellation))?.Met);
}
