using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Targets.Evaluation;
using Learning.Targets.Models;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.People;

/// <summary>People and schools of the demo city to be moved about, and how the targets see them.</summary>
internal sealed class Staffroom(LearningSite site)
{
    /// <summary>Subject teachers: eight hours each school year.</summary>
    public const string Yearly = "panzhihua-2022/PZ-5";

    public DateOnly Today => site.Services.GetRequiredService<TimeProvider>().Today();

    public Task<Guid> CountyAsync(string account) => site.AskDatabaseAsync(db => (
        from user in db.Set<Account>()
        join appointment in db.Appointments on user.PersonId equals appointment.PersonId
        where user.UserName == account && appointment.Role == Roles.CountyOfficer
        select appointment.CountyId!.Value).FirstAsync());

    public Task<Guid> SchoolOfAsync(string account) => site.AskDatabaseAsync(db => (
        from user in db.Set<Account>()
        join appointment in db.Appointments on user.PersonId equals appointment.PersonId
        where user.UserName == account && appointment.Role == Roles.SchoolAdministrator
        select appointment.SchoolId!.Value).FirstAsync());

    /// <summary>A teacher of a school whose one open appointment this is.</summary>
    public Task<Appointment> TeacherAsync(Guid school, string role = Roles.SubjectTeacher, int skip = 0) => site.AskDatabaseAsync(db => db.Appointments.AsNoTracking()
        .Where(a => a.OrganisationId == school && a.Role == role && a.ReplacedAt == null && a.To == null && a.Standing == Standings.InPost && a.From < Today.AddDays(-40)
            && db.Appointments.Count(o => o.PersonId == a.PersonId && o.ReplacedAt == null) == 1)
        .OrderBy(a => a.Id).Skip(skip).FirstAsync());

    /// <summary>Schools of a county with teachers like those <see cref="TeacherAsync"/> gives, the fullest first.</summary>
    public Task<List<Organisation>> SchoolsAsync(Guid? county) => site.AskDatabaseAsync(db => db.Organisations.AsNoTracking()
        .Where(o => o.CountyId == county && o.SchoolId == o.Id && o.ClosedOn == null && OrganisationKinds.Schools.Contains(o.Kind) && o.Kind != "kindergarten")
        .OrderByDescending(o => db.Appointments.Count(a => a.OrganisationId == o.Id && a.Role == Roles.SubjectTeacher && a.ReplacedAt == null && a.To == null)).ThenBy(o => o.Code).ToListAsync());

    public Task<List<Appointment>> CurrentAsync(Guid person) => site.AskDatabaseAsync(db =>
        db.Appointments.AsNoTracking().Where(a => a.PersonId == person && a.ReplacedAt == null).OrderBy(a => a.From).ThenBy(a => a.RecordedAt).ToListAsync());

    /// <summary>Where and how a target counts somebody now; null for not at all.</summary>
    public async Task<(Guid? School, string Counting)?> CountedAsync(Guid person, string target = Yearly)
    {
        var begins = SchoolYear.Of(Today).FirstDay;
        var row = await site.AskDatabaseAsync(db => db.Set<Progress>().AsNoTracking().FirstOrDefaultAsync(p => p.SubjectId == person && p.TargetKey == target && p.PeriodStart == begins && !p.AtDeadline));
        return row is null ? null : (row.OrganisationId, row.Counting == Counting.Exempt ? $"exempt:{row.Note}" : "counted");
    }

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
