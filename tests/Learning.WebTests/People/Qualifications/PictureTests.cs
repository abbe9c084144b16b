using System.Net;
using Learning.Framework.Auditing;
using Learning.Framework.Privacy;
using Learning.Framework.Settings;
using Learning.People.Models;
using Learning.People.Services.Qualifications;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Learning.WebTests.People.Qualifications.Papers;

namespace Learning.WebTests.People.Qualifications;

/// <summary>Number and picture of a paper are sealed, seen by few and on record, and gone when their time is over.</summary>
public sealed class PictureTests : IAsyncLifetime
{
    private const string MyNew = "/people/me/qualifications/new";

    private LearningSite site = null!;
    private Papers papers = null!;
    private Guid teacher;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await LearningSite.StartAsync("gaoan-demo");
        papers = new Papers(site);
        teacher = await papers.PersonAsync("teacher");
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Picture_OpensForTheHolderAndWhoChecks_OnRecordAndSealed()
    {
        using var holder = await site.SignedInAsync("teacher");
        using var sent = await SubmitAsync(holder, MyNew, Picture);
        var row = await papers.LatestAsync(teacher);
        var picture = new Uri($"/people/qualifications/{row.Id}?handler=evidence", UriKind.Relative);
        using var county = await site.SignedInAsync("county");
        using var next = await site.SignedInAsync("county2");
        using var colleague = await site.SignedInAsync("principal");
        using var own = await holder.GetAsync(picture, Cancellation);
        using var officers = await county.GetAsync(picture, Cancellation);
        using var number = await county.SubmitAsync($"/people/qualifications/{row.Id}", _ => { }, "form[action*=Reveal]");
        using var hidden = await next.GetAsync(picture, Cancellation);
        using var colleagues = await colleague.GetAsync(picture, Cancellation);
        var looked = await site.AskDatabaseAsync(db => db.Set<AuditRow>().Where(r => r.SubjectId == row.Id.ToString() && r.Action != "qualifications.submit").OrderBy(r => r.Id).Select(r => r.Action).ToListAsync(Cancellation));
        var kept = await site.AskDatabaseAsync(db => db.Set<QualificationEvidence>().SingleAsync(e => e.QualificationId == row.Id, Cancellation));

        Assert.Equal(Picture, await own.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(("image/jpeg", "nosniff"), (officers.Content.Headers.ContentType!.MediaType, officers.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.True(officers.Headers.CacheControl!.NoStore);
        Assert.Contains("201832105678", (await number.ReadPageAsync()).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (hidden.StatusCode, colleagues.StatusCode));
        Assert.Equal(["qualifications.evidence", "qualifications.reveal"], looked);
        Assert.True(kept.Sealed.AsSpan().IndexOf(Picture) < 0);
    }

    [Fact]
    public async Task Picture_AfterItsPeriod_GoesAndTheResultStays()
    {
        using var holder = await site.SignedInAsync("teacher");
        using var sent = await SubmitAsync(holder, MyNew, Picture);
        var row = await papers.LatestAsync(teacher);
        using var county = await site.SignedInAsync("county");
        using var accepted = await county.SubmitAsync($"/people/qualifications/{row.Id}", _ => { }, "form[action*=Accept]");
        var (early, late) = await site.AskAsync(async s =>
        {
            var (db, kind) = (s.GetRequiredService<Learning.Framework.Data.LearningDbContext>(), s.GetServices<IRetention>().Single(r => r.Code == "qualification-evidence"));
            var decided = (await papers.LatestAsync(teacher)).DecidedAt!.Value;
            return (await db.WriteAsync(() => kind.EraseAsync(decided, Cancellation), Cancellation), await db.WriteAsync(() => kind.EraseAsync(decided.AddSeconds(1), Cancellation), Cancellation));
        });

        Assert.Equal((0, 1), (early, late));
        Assert.Equal(
            new DateOnly(2026, 1, 1),
            await site.AskAsync(s => Task.FromResult(s.GetServices<IRetention>().Single(r => r.Code == "qualification-evidence").Before(new RetentionPeriods { EvidenceDays = 31 }, new DateOnly(2026, 2, 1)))));
        Assert.Contains("已到期删除", (await county.PageAsync($"/people/qualifications/{row.Id}")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(QualificationState.Accepted, (await papers.LatestAsync(teacher)).State);
    }

    [Fact]
    public async Task Erased_Person_LeavesNoNumberAndNoPicture()
    {
        using var holder = await site.SignedInAsync("teacher");
        using var sent = await SubmitAsync(holder, MyNew, Picture);
        var row = await papers.LatestAsync(teacher);
        var held = await (await holder.GetAsync(new Uri("/people/me/data?handler=download", UriKind.Relative), Cancellation)).Content.ReadAsStringAsync(Cancellation);
        await site.AskAsync(async s =>
        {
            var db = s.GetRequiredService<Learning.Framework.Data.LearningDbContext>();
            await db.WriteAsync(() => s.GetServices<IPersonalData>().OfType<QualificationsData>().Single().EraseAsync([teacher], Cancellation), Cancellation);
            return true;
        });
        var after = await papers.LatestAsync(teacher);

        Assert.Contains("201832105678", (await holder.PageAsync("/people/me/data")).QuerySelector("main")!.TextContent + held, StringComparison.Ordinal);
        Assert.Equal((row.Id, row.Kind, true, true, ""), (after.Id, after.Kind, after.NumberSealed is null, after.NumberHash is null, after.Issuer));
        Assert.False(await site.AskDatabaseAsync(db => db.Set<QualificationEvidence>().AnyAsync(e => e.QualificationId == row.Id, Cancellation)));
    }
}
