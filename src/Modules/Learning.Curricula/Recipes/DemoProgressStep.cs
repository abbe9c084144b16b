using Learning.Core;
using Learning.Core.People;
using Learning.Curricula.Demo;
using Learning.Curricula.Models;
using Learning.Curricula.Services;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Recipes;
using Microsoft.EntityFrameworkCore;

namespace Learning.Curricula.Recipes;

internal sealed record DemoProgressModel
{
    /// <summary>The same seed gives the same progress.</summary>
    public required int Seed { get; init; }

    /// <summary>Share of the homeroom teachers who have begun, 0 to 1.</summary>
    public required decimal Share { get; init; }
}

/// <summary>Invented progress for the invented staff: rows and events as if they had learned, on days before today.</summary>
internal sealed class DemoProgressStep(LearningDbContext db, DemoRecorder recorder, TimeProvider clock) : RecipeStep<DemoProgressModel>("demo-progress")
{
    private const string Programme = "counsellor-c";

    protected override async Task ExecuteAsync(DemoProgressModel model, RecipeRun run, CancellationToken cancellation)
    {
        run.Require(model.Share is >= 0 and <= 1, "share", "expected 0 to 1");
        var plan = (await ProgrammeCatalog.ReadAsync(db, cancellation)).Find(Programme)
            ?? throw run.Problem("name", $"expected the programme '{Programme}' before this step");
        if (plan.Lessons.Count == 0 || await db.Set<LessonCompletion>().AnyAsync(cancellation))
        {
            return;
        }

        var bank = await db.Set<Question>().AsNoTracking().Where(q => q.Current && q.ProgrammeId == plan.Programme.Id).OrderBy(q => q.Code).ToListAsync(cancellation);
        var staff = await StaffAsync(cancellation);
        var teacher = await db.Set<Account>().Where(a => a.UserName == "teacher").Select(a => (Guid?)a.PersonId).FirstOrDefaultAsync(cancellation);
        var made = new DemoProgress(plan, model.Seed, (double)model.Share, clock.Today()).Make([.. staff.Where(s => s.PersonId != teacher)], teacher);
        foreach (var learner in made)
        {
            recorder.Record(plan, learner, bank, new Random(model.Seed ^ learner.Order));
        }

        // A thousand events follow, each with a save of its own: what is written already must not be compared each time.
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    /// <summary>Staff in post, each with their roles and their first day, in the order of their numbers.</summary>
    private async Task<List<DemoStaffMember>> StaffAsync(CancellationToken cancellation)
    {
        var today = clock.Today();
        var active = await (
            from appointment in db.Appointments.ActiveOn(today)
            join person in db.People on appointment.PersonId equals person.Id
            where appointment.Standing == Standings.InPost
            orderby person.StaffNumber, person.SortKey, person.Id
            select new { person.Id, appointment.Role }).ToListAsync(cancellation);
        var since = await db.Appointments.Where(a => a.ReplacedAt == null).GroupBy(a => a.PersonId)
            .Select(g => new { Person = g.Key, From = g.Min(a => a.From) }).ToDictionaryAsync(a => a.Person, a => a.From, cancellation);
        return [.. active.GroupBy(a => a.Id).Select(g => new DemoStaffMember(g.Key, [.. g.Select(a => a.Role)], since[g.Key]))];
    }
}
