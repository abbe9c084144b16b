using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.Framework.Recipes;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Recipes;

internal sealed record DemoQualificationsModel
{
    /// <summary>Code of a kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Of full-time psychology teachers, the newest first, so many have it checked.</summary>
    public required int Accepted { get; init; }

    /// <summary>So many more wait for the check.</summary>
    public required int Waiting { get; init; }
}

/// <summary>The recipe step <c>demo-qualifications</c>: invented papers of invented teachers, without pictures.</summary>
internal sealed class DemoQualificationsStep(LearningDbContext db, FieldCipher cipher, TimeProvider clock) : RecipeStep<DemoQualificationsModel>("demo-qualifications")
{
    protected override async Task ExecuteAsync(DemoQualificationsModel model, RecipeRun run, CancellationToken cancellation)
    {
        if (!await db.Set<QualificationKind>().AnyAsync(k => k.Code == model.Kind, cancellation))
        {
            throw run.Problem("kind", $"no qualification is called '{model.Kind}'");
        }

        if (model.Accepted is < 0 or > 1000 || model.Waiting is < 0 or > 1000)
        {
            throw run.Problem("accepted", "expected 0 to 1000 people");
        }

        var (today, now) = (clock.Today(), clock.Instant());
        var officer = await db.Appointments.ActiveOn(today).Where(a => a.Role == Roles.CityOfficer).OrderBy(a => a.PersonId).Select(a => (Guid?)a.PersonId).FirstOrDefaultAsync(cancellation)
            ?? throw run.Problem("name", "expected invented people first: a step \"demo-people\" before this one");
        var teachers = await db.Appointments.ActiveOn(today).Where(a => a.Role == Roles.PsychologyTeacher && a.Employment == "full-time" && !db.Set<Qualification>().Any(q => q.PersonId == a.PersonId))
            .OrderByDescending(a => a.From).ThenBy(a => a.PersonId).Select(a => a.PersonId).ToListAsync(cancellation);
        teachers = [.. teachers.Distinct()];
        var have = await db.Set<Qualification>().CountAsync(cancellation);
        for (var i = 0; have == 0 && i < Math.Min(teachers.Count, model.Accepted + model.Waiting); i++)
        {
            var state = i < model.Accepted ? QualificationState.Accepted : QualificationState.Waiting;
            var qualification = new Qualification
            {
                Id = clock.NewId(),
                PersonId = teachers[i],
                Kind = model.Kind,
                Issuer = "省教育厅",
                IssuedOn = today.AddYears(-2).AddDays(-i),
                State = state,
                SubmittedAt = now,
                SubmittedBy = teachers[i],
                DecidedAt = state == QualificationState.Accepted ? now : null,
            };
            qualification.SetNumber(cipher, $"DEMO{i + 1:00000000}");
            db.Add(qualification);
            db.Add(Decision(qualification, QualificationState.Waiting, teachers[i], now));
            if (state == QualificationState.Accepted)
            {
                db.Add(Decision(qualification, state, officer, now.AddMilliseconds(1)));
                db.Raise(new QualificationsChanged(teachers[i], model.Kind));
            }
        }
    }

    private QualificationDecision Decision(Qualification qualification, QualificationState state, Guid by, DateTimeOffset at) =>
        new() { Id = clock.NewId(), QualificationId = qualification.Id, State = state, DecidedAt = at, DecidedBy = by };
}
