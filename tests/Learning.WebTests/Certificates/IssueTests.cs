using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Learning.Certificates.Models;
using Learning.Certificates.Services;
using Learning.Core;
using Learning.Core.Hours;
using Learning.Core.People;
using Learning.Credentials;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.Certificates;

/// <summary>From those who wait to the paper in the holder's hand, and every way it must not go.</summary>
public sealed class IssueTests : IAsyncLifetime
{
    private LearningSite site = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => site = await LearningSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Walk_WaitingToIssued_GivesVerifiableCertificates()
    {
        using var city = await site.SignedInAsync("city");
        var waiting = await WaitingAsync();
        Assert.NotEmpty(waiting);

        var issued = await IssueAsync(city, "攀教发〔2026〕99号");

        var certificates = await CertificatesAsync("攀教发〔2026〕99号");
        Assert.Equal($"/certificates/notices/{certificates[0].NoticeId}/issued", issued.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal(waiting.Count, certificates.Count);
        var serials = certificates.Select(c => c.Serial).Order().ToList();
        Assert.Equal(Enumerable.Range(serials[0], serials.Count), serials);
        Assert.All(certificates, c => Assert.True(CertificateNumber.TryParse(c.Number, out _)));
        Assert.Equal(certificates.Count, certificates.Select(c => c.StatusIndex).Distinct().Count());
        Assert.Empty(await WaitingAsync());
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.Set<AuditRow>().CountAsync(r => r.Action == "certificates.issue" && r.PersonId != null, Cancellation)));

        using var anyone = site.Visitor();
        var byToken = await AskAsync(anyone, new { token = DigitsOf(certificates[0]) });
        Assert.Equal(("VALID", certificates[0].HolderName), (Text(byToken, "verdict"), Text(byToken, "name")));
        var byNumber = await AskAsync(anyone, new { number = certificates[0].Number, name = certificates[0].HolderName });
        Assert.Equal(("VALID", HolderName.Mask(certificates[0].HolderName)), (Text(byNumber, "verdict"), Text(byNumber, "name")));
    }

    [Fact]
    public async Task Issue_SentTwiceAtOnce_IssuesOnce()
    {
        using var city = await site.SignedInAsync("city");
        var waiting = (await WaitingAsync()).Count;
        var notice = await PutOnNoticeAsync(city);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => city.SubmitAsync($"/certificates/notices/{notice}/issue", form => form.Set("Document", "双击〔2026〕1号"))));

        Assert.All(answers, a => Assert.Equal($"/certificates/notices/{notice}/issued", a.RequestMessage!.RequestUri!.AbsolutePath));
        Assert.Equal(waiting, (await CertificatesAsync("双击〔2026〕1号")).Count);
    }

    [Fact]
    public async Task Issue_KilledBeforeTheCommit_LeavesNone()
    {
        using var city = await site.SignedInAsync("city");
        var notice = await PutOnNoticeAsync(city);
        var before = await site.AskDatabaseAsync(db => db.Set<Certificate>().CountAsync(Cancellation));

        await Assert.ThrowsAsync<InvalidOperationException>(() => site.AskAsync(async services =>
        {
            var issuer = services.GetRequiredService<CertificateIssuer>();
            await services.GetRequiredService<LearningDbContext>().WriteAsync(
                async () =>
                {
                    Assert.Null((await issuer.IssueAsync(new IssueOrder(notice, "中断〔2026〕1号", Today(), null), Cancellation)).Refusal);
                    throw new InvalidOperationException("The power fails here.");
                },
                Cancellation);
            return 0;
        }));

        Assert.Equal(before, await site.AskDatabaseAsync(db => db.Set<Certificate>().CountAsync(Cancellation)));
        Assert.True(await site.AskDatabaseAsync(db => db.Set<Notice>().AnyAsync(n => n.Id == notice && n.IssuedOn == null, Cancellation)));
        await city.SubmitAsync($"/certificates/notices/{notice}/issue", form => form.Set("Document", "中断〔2026〕1号"));
        Assert.NotEmpty(await CertificatesAsync("中断〔2026〕1号"));
    }

    [Fact]
    public async Task Decide_OwnProposal_IsForAColleague()
    {
        using var city = await site.SignedInAsync("city");
        var own = await AddOwnProposalAsync("city");

        var page = await city.PageAsync($"/certificates/reviews/{own}");
        Assert.Contains("这是您自己的申请，由同事审核。", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("main form[method=post]"));
        var notice = await PutOnNoticeAsync(city);
        Assert.Equal(ProposalState.Waiting, await StateAsync(own));

        await MoveAsync(own, notice);
        using var answer = await city.SubmitAsync($"/certificates/notices/{notice}/issue", form => form.Set("Document", "自己〔2026〕1号"));

        Assert.Contains("名单里有您自己，由同事签发。", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Empty(await CertificatesAsync("自己〔2026〕1号"));
    }

    [Theory]
    [InlineData("Returned")]
    [InlineData("Refused")]
    public async Task Decide_One_KeepsTheReason(string decision)
    {
        var to = Enum.Parse<ProposalState>(decision);
        using var city = await site.SignedInAsync("city");
        var proposal = (await WaitingAsync())[0];

        await city.SubmitAsync($"/certificates/reviews/{proposal}", form => form.Set("Reason", "缺少辅导实践记录").Press("to", to.ToString()));

        Assert.Equal(to, await StateAsync(proposal));
        var written = await site.AskDatabaseAsync(db => db.Set<ProposalDecision>().SingleAsync(d => d.ProposalId == proposal, Cancellation));
        Assert.Equal(("缺少辅导实践记录", to), (written.Reason, written.State));
    }

    [Fact]
    public async Task HandIn_AfterRefusalStillMet_WaitsAgainElseIsWithdrawn()
    {
        using var city = await site.SignedInAsync("city");
        var waiting = await WaitingAsync();
        foreach (var proposal in waiting.Take(2))
        {
            await city.SubmitAsync($"/certificates/reviews/{proposal}", form => form.Set("Reason", "材料不全").Press("to", nameof(ProposalState.Refused)));
        }

        await ReverseAsync(await PersonOfAsync(waiting[1]));
        await HandInAsync(waiting[0]);
        await HandInAsync(waiting[1]);

        Assert.Equal(ProposalState.Waiting, await StateAsync(waiting[0]));
        Assert.Equal(ProposalState.Withdrawn, await StateAsync(waiting[1]));
    }

    [Fact]
    public async Task Objection_OnNotice_HoldsOutOnlyThatOne()
    {
        using var city = await site.SignedInAsync("city");
        var waiting = await WaitingAsync();
        var notice = await PutOnNoticeAsync(city);

        await city.SubmitAsync($"/certificates/notices/{notice}/objections/{waiting[0]}", form => form.Set("Reason", "考勤不实，待核实"));
        await city.SubmitAsync($"/certificates/notices/{notice}/issue", form => form.Set("Document", "异议〔2026〕1号"));

        Assert.Equal(ProposalState.HeldOut, await StateAsync(waiting[0]));
        Assert.Equal(waiting.Count - 1, (await CertificatesAsync("异议〔2026〕1号")).Count);
    }

    [Fact]
    public async Task Reversal_OfNeededHours_WithdrawsTheProposal()
    {
        var proposal = (await WaitingAsync())[0];
        await ReverseAsync(await PersonOfAsync(proposal));

        var withdrawn = await site.AskDatabaseAsync(db => db.Set<Proposal>().SingleAsync(p => p.Id == proposal, Cancellation));
        Assert.Equal((ProposalState.Withdrawn, null), (withdrawn.State, withdrawn.OpenFor));
        Assert.Contains("辅导实践", withdrawn.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoke_Issued_IsSeenByWhoeverVerifies()
    {
        using var city = await site.SignedInAsync("city");
        var certificate = await AnyIssuedAsync();

        await city.SubmitAsync($"/certificates/issued/{certificate.Id}/revoke", form => form.Set("Reason", "材料不实"));

        using var anyone = site.Visitor();
        Assert.Equal("REVOKED", Text(await AskAsync(anyone, new { token = DigitsOf(certificate) }), "verdict"));
        Assert.Equal("REVOKED", Text(await AskAsync(anyone, new { number = certificate.Number, name = certificate.HolderName }), "verdict"));
        var held = await site.AskAsync(s => s.GetRequiredService<Learning.Core.Certificates.ICertificates>().HeldAsync(certificate.PersonId, [certificate.TypeCode], false, Today(), Cancellation));
        Assert.Empty(held);
    }

    [Fact]
    public async Task Pdf_OfIssued_IsSmallAndForThoseInScope()
    {
        var certificate = await AnyIssuedAsync(await CountyOfAsync("county"));
        using var county = await site.SignedInAsync("county");
        using var next = await site.SignedInAsync("county2");

        var pdf = await county.GetByteArrayAsync(new Uri($"/certificates/{certificate.Number}/pdf", UriKind.Relative), Cancellation);
        using var refused = await next.GetAsync(new Uri($"/certificates/{certificate.Number}/pdf", UriKind.Relative), Cancellation);

        Assert.True(pdf.AsSpan().StartsWith("%PDF"u8));
        Assert.InRange(pdf.Length, 10_000, 150_000);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        using var page = await next.GetAsync(new Uri($"/certificates/{certificate.Number}", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.DoesNotContain(certificate.RegisterNumber, await next.GetStringAsync(new Uri("/certificates/issued", UriKind.Relative), Cancellation), StringComparison.Ordinal);
    }

    private static DateOnly Today() => new SiteClock().Today();

    private static string DigitsOf(Certificate certificate) => CertificateToken.TryDecode(certificate.Token.AsSpan(), out var token, out _) ? token.Digits : "";

    private static string? Text(JsonElement answer, string name) => answer.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static async Task<JsonElement> AskAsync(HttpClient visitor, object question)
    {
        using var answer = await visitor.PostAsJsonAsync("/api/v1/verify", question, Cancellation);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }

    private static async Task<Guid> PutOnNoticeAsync(HttpClient city)
    {
        using var confirm = await city.SubmitAsync("/certificates/reviews", form => form.Set("all", "true"), "form[action='/certificates/notices/new']");
        using var listed = await city.SubmitAsync(await confirm.ReadPageAsync(), "/certificates/notices/new", _ => { }, "main form[method=post]");
        return Guid.Parse(listed.RequestMessage!.RequestUri!.Segments[^1]);
    }

    private static async Task<HttpResponseMessage> IssueAsync(HttpClient city, string document)
    {
        var notice = await PutOnNoticeAsync(city);
        var page = await city.PageAsync($"/certificates/notices/{notice}");
        Assert.IsType<IHtmlFormElement>(page.QuerySelector($"form[action='/certificates/notices/{notice}/issue']"), exactMatch: false);
        return await city.SubmitAsync($"/certificates/notices/{notice}/issue?document={Uri.EscapeDataString(document)}", _ => { });
    }

    private Task<List<Guid>> WaitingAsync() =>
        site.AskDatabaseAsync(db => db.Set<Proposal>().Where(p => p.State == ProposalState.Waiting).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(Cancellation));

    private Task<ProposalState> StateAsync(Guid proposal) =>
        site.AskDatabaseAsync(db => db.Set<Proposal>().Where(p => p.Id == proposal).Select(p => p.State).SingleAsync(Cancellation));

    private Task<Guid> PersonOfAsync(Guid proposal) =>
        site.AskDatabaseAsync(db => db.Set<Proposal>().Where(p => p.Id == proposal).Select(p => p.PersonId).SingleAsync(Cancellation));

    private Task ReverseAsync(Guid person) => site.AskAsync(services => services.GetRequiredService<Learning.Hours.Services.HoursLedger>().PostAsync(
        new HourPosting(person, -CreditHours.Of(100), ["counsellor"], TrainingKinds.Practicum, "city", Today(), $"test:reversal:{person}", "更正", "test"), Cancellation));

    private async Task HandInAsync(Guid proposal)
    {
        var person = await PersonOfAsync(proposal);
        Assert.Null(await site.AskAsync(s => s.GetRequiredService<ReviewDesk>().HandInAgainAsync(proposal, person, "已补交材料", Cancellation)));
    }

    private Task<List<Certificate>> CertificatesAsync(string document) =>
        site.AskDatabaseAsync(db => db.Set<Certificate>().Where(c => c.DocumentNumber == document).ToListAsync(Cancellation));

    private Task<Certificate> AnyIssuedAsync(Guid? county = null) =>
        site.AskDatabaseAsync(db => db.Set<Certificate>().Where(c => county == null || c.CountyId == county).OrderBy(c => c.RegisterNumber).FirstAsync(Cancellation));

    private Task<Guid?> CountyOfAsync(string account) => site.AskDatabaseAsync(db => (
        from a in db.Set<Account>()
        join appointment in db.Appointments on a.PersonId equals appointment.PersonId
        where a.UserName == account && appointment.Role == Roles.CountyOfficer
        select appointment.CountyId).FirstAsync(Cancellation));

    private Task<Guid> AddOwnProposalAsync(string account) => site.AskDatabaseAsync(db => db.WriteAsync(
        async () =>
        {
            var person = await db.Set<Account>().Where(a => a.UserName == account).Select(a => a.PersonId).SingleAsync(Cancellation);
            var proposal = new Proposal
            {
                Id = Guid.CreateVersion7(),
                PersonId = person,
                TypeCode = "counsellor-c",
                OpenFor = "counsellor-c",
                SchoolName = "市局",
                ProposedOn = Today(),
                State = ProposalState.Waiting,
            };
            db.Add(proposal);
            return proposal.Id;
        },
        Cancellation));

    private Task MoveAsync(Guid proposal, Guid notice) => site.AskDatabaseAsync(db => db.WriteAsync(
        async () =>
        {
            var row = await db.Set<Proposal>().SingleAsync(p => p.Id == proposal, Cancellation);
            row.NoticeId = notice;
            row.MoveTo(ProposalState.OnNotice, null);
            return 0;
        },
        Cancellation));
}
