using Learning.Certificates.Models;
using Learning.Core.People;
using Learning.Curricula.Models;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.Hours.Models;
using Learning.People.Models;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.Framework;

/// <summary>Ids of the demo city: of the first county, and of none of the accounts that ask.</summary>
internal sealed record World
{
    public required Guid Person { get; init; }

    public required Guid School { get; init; }

    /// <summary>An appointment of the person.</summary>
    public required Guid Appointment { get; init; }

    /// <summary>A change of year of the first county's schools, which the county did.</summary>
    public required Guid YearAct { get; init; }

    public required string SchoolCode { get; init; }

    public required Guid Entry { get; init; }

    public required string Certificate { get; init; }

    public required Guid CertificateId { get; init; }

    public required Guid Waiting { get; init; }

    public required Guid OnNotice { get; init; }

    public required Guid Running { get; init; }

    public required Guid Issued { get; init; }

    public required Guid Attempt { get; init; }

    public required Guid Erasure { get; init; }

    /// <summary>A paper of the person that waits to be checked.</summary>
    public required Guid Qualification { get; init; }

    public required string Plan { get; init; }

    public required string Lesson { get; init; }

    /// <summary>A roster another school of the first county brought in.</summary>
    public required Guid Import { get; init; }

    public string Target { get; } = "panzhihua-2022/PZ-1";

    /// <summary>What no list of another area may hold.</summary>
    public IEnumerable<string> Traces => [Person.ToString(), Certificate, CertificateId.ToString(), Entry.ToString(), Attempt.ToString(), Erasure.ToString(), Qualification.ToString()];

    public static async Task<World> OfAsync(LearningSite site, CancellationToken cancellation)
    {
        using var city = await site.SignedInAsync("city");
        var running = await Notices.PutOnNoticeAsync(city);
        return await site.AskDatabaseAsync(async db =>
        {
            var asking = await db.Set<Account>().Where(a => a.UserName == "teacher" || a.UserName == "school").Select(a => a.PersonId).ToListAsync(cancellation);
            var county = await CountyAsync(db, cancellation);
            var schools = await db.Appointments.Where(a => asking.Contains(a.PersonId)).Select(a => a.SchoolId).Distinct().ToListAsync(cancellation);
            var certificate = await db.Set<Certificate>().Where(c => c.CountyId == county && c.SchoolId != null && !schools.Contains(c.SchoolId)
                && db.Appointments.Where(a => a.PersonId == c.PersonId).All(a => a.SchoolId == c.SchoolId)).OrderBy(c => c.Number).FirstAsync(cancellation);
            var school = await db.Organisations.SingleAsync(o => o.Id == certificate.SchoolId, cancellation);
            var onNotice = await db.Set<Proposal>().Where(p => p.NoticeId == running).OrderBy(p => p.Id).Select(p => p.Id).FirstAsync(cancellation);
            var programme = await db.Set<Programme>().SingleAsync(p => p.Code == "counsellor-c", cancellation);
            var lesson = await db.Set<Lesson>().Where(l => l.ProgrammeId == programme.Id).OrderBy(l => l.Number).FirstAsync(cancellation);
            return new World
            {
                Person = certificate.PersonId,
                School = school.Id,
                Appointment = await db.Appointments.Where(a => a.PersonId == certificate.PersonId && a.ReplacedAt == null && Roles.Staff.Contains(a.Role)).OrderBy(a => a.Id).Select(a => a.Id).FirstAsync(cancellation),
                YearAct = await YearActAsync(db, county, cancellation),
                SchoolCode = school.Code,
                Entry = await db.Set<HourEntry>().Where(e => e.SchoolId == school.Id && e.ReversesId == null).OrderBy(e => e.Seq).Select(e => e.Id).FirstAsync(cancellation),
                Certificate = certificate.Number,
                CertificateId = certificate.Id,
                Waiting = onNotice,
                OnNotice = onNotice,
                Running = running,
                Issued = certificate.NoticeId,
                Attempt = await AttemptAsync(db, certificate.PersonId, programme.Id, cancellation),
                Erasure = await ErasureAsync(db, certificate, cancellation),
                Qualification = await QualificationAsync(db, certificate.PersonId, site.Services.GetRequiredService<FieldCipher>(), cancellation),
                Plan = programme.Code,
                Lesson = lesson.ContentItemId,
                Import = await ImportAsync(db, school, certificate.PersonId, cancellation),
            };
        });
    }

    private static async Task<Guid> ErasureAsync(LearningDbContext db, Certificate of, CancellationToken cancellation)
    {
        var request = new ErasureRequest
        {
            Id = Guid.CreateVersion7(),
            PersonId = of.PersonId,
            OpenFor = of.PersonId,
            CountyId = of.CountyId,
            SchoolId = of.SchoolId,
            AskedAt = DateTimeOffset.UnixEpoch.AddYears(56),
            AskedBy = of.PersonId,
            State = ErasureState.Waiting,
        };
        await db.WriteAsync(
            () =>
            {
                db.Add(request);
                return Task.CompletedTask;
            },
            cancellation);
        return request.Id;
    }

    private static Task<Guid> QualificationAsync(LearningDbContext db, Guid person, FieldCipher cipher, CancellationToken cancellation) => db.WriteAsync(
        () =>
        {
            var paper = new Qualification
            {
                Id = Guid.CreateVersion7(),
                PersonId = person,
                Kind = "licence",
                Issuer = "省教育厅",
                IssuedOn = new DateOnly(2020, 6, 1),
                State = QualificationState.Waiting,
                SubmittedAt = DateTimeOffset.UnixEpoch.AddYears(56),
                SubmittedBy = person,
            };
            paper.SetNumber(cipher, "20201234567");
            var picture = cipher.SealBytes("%PDF-"u8, QualificationEvidence.Purpose(paper.Id));
            db.Add(new QualificationKind { Id = Guid.CreateVersion7(), Code = "licence", Title = "资格证书", Note = "", Expires = false, Order = 1, Retired = false });
            db.Add(paper);
            db.Add(new QualificationEvidence { QualificationId = paper.Id, MediaType = "application/pdf", Bytes = 5, Sealed = picture });
            return Task.FromResult(paper.Id);
        },
        cancellation);

    private static Task<Guid> ImportAsync(LearningDbContext db, Organisation school, Guid person, CancellationToken cancellation) => db.WriteAsync(
        () =>
        {
            var import = new RosterImport
            {
                Id = Guid.CreateVersion7(),
                OrganisationId = school.Id,
                CountyId = school.CountyId,
                SchoolId = school.Id,
                PersonId = person,
                Actor = "{}",
                State = RosterState.Applied,
                FileName = "名单.csv",
                Format = "Csv",
                FileBytes = 1,
                CreatedAt = DateTimeOffset.UnixEpoch,
                AppliedAt = DateTimeOffset.UnixEpoch,
            };
            db.Add(import);
            return Task.FromResult(import.Id);
        },
        cancellation);

    private static Task<Guid?> CountyAsync(LearningDbContext db, CancellationToken cancellation) => (
        from account in db.Set<Account>()
        join appointment in db.Appointments on account.PersonId equals appointment.PersonId
        where account.UserName == "county" && appointment.Role == Roles.CountyOfficer
        select appointment.CountyId).FirstAsync(cancellation);

    private static async Task<Guid> YearActAsync(LearningDbContext db, Guid? county, CancellationToken cancellation)
    {
        var act = new YearChangeAct
        {
            Id = Guid.CreateVersion7(),
            CountyId = county,
            StartYear = 2024,
            RequestedBy = Guid.Empty,
            RequestedAt = DateTimeOffset.UnixEpoch.AddYears(56),
            DoneAt = DateTimeOffset.UnixEpoch.AddYears(56),
            Schools = [],
            EndingRoles = [],
            Otherwise = [],
        };
        await db.WriteAsync(
            () =>
            {
                db.Add(act);
                return Task.CompletedTask;
            },
            cancellation);
        return act.Id;
    }

    private static async Task<Guid> AttemptAsync(LearningDbContext db, Guid person, Guid programme, CancellationToken cancellation)
    {
        var attempt = new QuizAttempt
        {
            Id = Guid.CreateVersion7(),
            PersonId = person,
            ProgrammeId = programme,
            SubjectId = programme,
            StartedAt = DateTimeOffset.UnixEpoch.AddYears(56),
            StartedOn = new DateOnly(2026, 1, 1),
            HandedInAt = null,
            Items = [new DrawnItem(await db.Set<Question>().OrderBy(q => q.Id).Select(q => q.Id).FirstAsync(cancellation), [0, 1])],
        };
        await db.WriteAsync(
            () =>
            {
                db.Add(attempt);
                return Task.CompletedTask;
            },
            cancellation);
        return attempt.Id;
    }
}

internal static class Notices
{
    /// <summary>Puts everybody who waits on public notice, as the officer does.</summary>
    public static async Task<Guid> PutOnNoticeAsync(HttpClient city)
    {
        using var confirm = await city.SubmitAsync("/certificates/reviews", form => form.Set("all", "true"), "form[action='/certificates/notices/new']");
        using var listed = await city.SubmitAsync(await confirm.ReadPageAsync(), "/certificates/notices/new", _ => { }, "main form[method=post]");
        return Guid.Parse(listed.RequestMessage!.RequestUri!.Segments[^1]);
    }
}
