using Learning.Core;
using Learning.Core.People;
using Learning.Curricula.Models;
using Learning.Curricula.Services;

namespace Learning.Curricula.Demo;

internal sealed record DemoStaffMember(Guid PersonId, IReadOnlyList<string> Roles, DateOnly Since);

/// <summary>What one invented learner has done.</summary>
/// <param name="Order">Place among the learners: what their own draws are seeded by.</param>
/// <param name="ExamOn">Null while the exam is not passed.</param>
/// <param name="PracticumOn">First day of the practice; null while none is recorded.</param>
internal sealed record DemoLearner(Guid PersonId, int Order, IReadOnlyList<(Lesson Lesson, DateOnly On)> Lessons, DateOnly? ExamOn, DateOnly? PracticumOn);

/// <summary>Invents who has learned what and when: the same seed, staff and day give the same.</summary>
internal sealed class DemoProgress(Plan plan, int seed, double share, DateOnly today)
{
    /// <summary>Days the completions are spread over: eighteen months.</summary>
    private const int Spread = 540;

    private readonly Random random = new(seed);

    public IReadOnlyList<DemoLearner> Make(IReadOnlyList<DemoStaffMember> staff, Guid? teacher)
    {
        var learners = new List<DemoLearner>();
        var homeroom = staff.Where(s => s.Roles.Contains(Roles.HomeroomTeacher)).ToArray();
        random.Shuffle(homeroom);
        var begun = homeroom.Take((int)Math.Round(homeroom.Length * share)).ToList();
        var finished = (int)Math.Round(begun.Count * 0.7);
        foreach (var member in begun)
        {
            learners.Add(learners.Count < finished ? Finished(member, learners.Count) : Begun(member, learners.Count));
        }

        var others = staff.Where(s => !s.Roles.Contains(Roles.HomeroomTeacher) && (s.Roles.Contains(Roles.SubjectTeacher) || s.Roles.Contains(Roles.PsychologyTeacher))).ToArray();
        random.Shuffle(others);
        foreach (var member in others.Take((int)Math.Round(others.Length * share)))
        {
            learners.Add(ThisYear(member, learners.Count));
        }

        if (teacher is { } person)
        {
            learners.Add(Teacher(person, learners.Count));
        }

        return learners;
    }

    /// <summary>All lessons, the practice and the exam, some day of the last eighteen months.</summary>
    private DemoLearner Finished(DemoStaffMember member, int order)
    {
        var earliest = Later(member.Since.AddDays(30), today.AddDays(-Spread));
        var end = Day(earliest, today.AddDays(-10));
        var begin = Later(member.Since, end.AddDays(-random.Next(30, 90)));
        var lessons = Days(plan.Lessons, begin, end);
        return new DemoLearner(member.PersonId, order, lessons, end.AddDays(random.Next(1, 8)), begin.AddDays((end.DayNumber - begin.DayNumber) / 2));
    }

    private DemoLearner Begun(DemoStaffMember member, int order)
    {
        var count = random.Next(2, plan.Lessons.Count);
        return new DemoLearner(member.PersonId, order, Days([.. plan.Lessons.Take(count)], Later(member.Since, today.AddDays(-150)), today.AddDays(-1)), null, null);
    }

    /// <summary>Some lessons in this school year: about half come to eight hours.</summary>
    private DemoLearner ThisYear(DemoStaffMember member, int order)
    {
        var count = Math.Min(plan.Lessons.Count, random.Next(3, 12));
        return new DemoLearner(member.PersonId, order, Days([.. plan.Lessons.Take(count)], Later(member.Since, SchoolYear.Of(today).FirstDay), today.AddDays(-1)), null, null);
    }

    /// <summary>The demo account of a homeroom teacher: two lessons and the exam are left; six hours are this school year's.</summary>
    private DemoLearner Teacher(Guid person, int order)
    {
        var year = SchoolYear.Of(today).FirstDay;
        var done = plan.Lessons.Where(l => l.Number is not (2 or 25)).ToList();
        var late = done.Where(l => l.Number is 18 or 19 or 20 or 23).ToList();
        var early = Days([.. done.Except(late)], year.AddDays(-170), year.AddDays(-80));
        return new DemoLearner(person, order, [.. early, .. Days(late, year, today.AddDays(-1))], null, year.AddDays(-100));
    }

    /// <summary>One lesson after the other between two days.</summary>
    private static List<(Lesson Lesson, DateOnly On)> Days(IReadOnlyList<Lesson> lessons, DateOnly from, DateOnly to)
    {
        var span = Math.Max(0, to.DayNumber - from.DayNumber);
        return [.. lessons.Select((l, i) => (l, from.AddDays(span * (i + 1) / lessons.Count)))];
    }

    private DateOnly Day(DateOnly from, DateOnly to) => from >= to ? to : from.AddDays(random.Next(to.DayNumber - from.DayNumber));

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
