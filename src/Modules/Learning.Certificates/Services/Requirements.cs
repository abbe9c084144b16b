using Learning.Certificates.Models;
using Learning.Core;
using Learning.Core.Certificates;
using Learning.Core.Curricula;
using Learning.Core.Hours;
using Learning.Core.People;
using Microsoft.Extensions.Localization;

namespace Learning.Certificates.Services;

/// <summary>How far a person is from what types ask.</summary>
internal sealed class Requirements(ICurricula curricula, IHours hours, IQualifications qualifications, IStringLocalizer T)
{
    /// <summary>Every requirement of the types, with what is done and what is needed.</summary>
    /// <param name="held">Types of the certificates the person holds in force.</param>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<RequirementStanding>>> OfAsync(
        Guid personId, IReadOnlyCollection<TypeInfo> types, IReadOnlyCollection<TypeInfo> all, IReadOnlySet<string> held, DateOnly today, CancellationToken cancellation)
    {
        var asked = types.SelectMany(t => t.Requirements).ToList();
        string[] programmes = [.. asked.Select(r => r.Programme).OfType<string>().Distinct(StringComparer.Ordinal)];
        var standing = programmes.Length == 0
            ? []
            : (await curricula.StandingAsync(personId, programmes, cancellation)).ToDictionary(p => p.Code, StringComparer.Ordinal);
        string[] named = [.. asked.SelectMany(r => r.Named).Distinct(StringComparer.Ordinal)];
        var papers = named.Length == 0
            ? []
            : (await qualifications.HeldAsync(named, [personId], today, null, cancellation)).Select(q => q.Kind).ToHashSet(StringComparer.Ordinal);
        var titles = named.Length == 0 ? [] : (await qualifications.KindsAsync(cancellation)).ToDictionary(k => k.Code, k => k.Title, StringComparer.Ordinal);
        var earned = new Dictionary<HoursQuestion, CreditHours>();
        var answers = new Dictionary<string, IReadOnlyList<RequirementStanding>>(StringComparer.Ordinal);
        foreach (var type in types)
        {
            var rows = new List<RequirementStanding>();
            foreach (var requirement in type.Requirements)
            {
                var row = requirement.Kind switch
                {
                    Requirement.ProgrammeKind => OfProgramme(standing.GetValueOrDefault(requirement.Programme!)),
                    Requirement.ExamKind => OfExam(standing.GetValueOrDefault(requirement.Programme!)),
                    Requirement.HoursKind => OfHours(requirement, await EarnedAsync(personId, requirement, earned, today, cancellation)),
                    Requirement.QualificationKind => OfQualification(requirement, papers, titles),
                    _ => OfCertificate(all.FirstOrDefault(t => t.Code == requirement.Type), held.Contains(requirement.Type!)),
                };
                rows.Add(requirement.ExemptBy?.FirstOrDefault(papers.Contains) is { } paper ? row with { Name = T["{0}（凭{1}免）", row.Name, titles.GetValueOrDefault(paper, paper)], Done = row.Needed } : row);
            }

            answers[type.Code] = rows;
        }

        return answers;
    }

    /// <summary>The question to the ledger that answers an hours requirement.</summary>
    public static HoursQuestion Question(Requirement requirement, DateOnly today) => new(
        requirement.Category is { } category ? [category] : null,
        requirement.TrainingKind is { } kind ? [kind] : null,
        null,
        new DateOnly(2000, 1, 1),
        today);

    private async Task<CreditHours> EarnedAsync(
        Guid personId, Requirement requirement, Dictionary<HoursQuestion, CreditHours> known, DateOnly today, CancellationToken cancellation)
    {
        var question = Question(requirement, today);
        var same = known.Keys.FirstOrDefault(k => k.Categories?[0] == question.Categories?[0] && k.TrainingKinds?[0] == question.TrainingKinds?[0]);
        if (same is not null)
        {
            return known[same];
        }

        return known[question] = (await hours.OfAsync(personId, question, cancellation)).Hours;
    }

    private RequirementStanding OfProgramme(ProgrammeStanding? programme)
    {
        if (programme is null)
        {
            return new RequirementStanding(Requirement.ProgrammeKind, T["培训课程"], 0, 1, "/curricula");
        }

        var needed = programme.Lessons > 0 ? programme.Lessons : Math.Max(1, programme.LessonsPlanned);
        return new RequirementStanding(
            Requirement.ProgrammeKind, T["课程：{0}", programme.Title], programme.CompletedBefore ? needed : programme.LessonsDone, needed,
            programme.Next?.Href ?? $"/curricula/{programme.Code}");
    }

    // A plan without an exam of its own counts as passed only together with its lessons.
    private RequirementStanding OfExam(ProgrammeStanding? programme) => new(
        Requirement.ExamKind, T["考核"], programme is { ExamPassed: true } && (programme.HasExam || programme.Completed) ? 1 : 0, 1,
        programme is null ? "/curricula" : $"/curricula/{programme.Code}");

    private RequirementStanding OfHours(Requirement requirement, CreditHours earned) => new(
        Requirement.HoursKind,
        requirement.TrainingKind == TrainingKinds.Practicum ? T["辅导实践{0}学时", new CreditHours(requirement.AtLeast)] : T["培训{0}学时", new CreditHours(requirement.AtLeast)],
        Math.Max(0, earned.Hundredths), requirement.AtLeast, "/hours");

    private RequirementStanding OfQualification(Requirement requirement, HashSet<string> papers, Dictionary<string, string> titles) => new(
        Requirement.QualificationKind, T["核验通过的{0}", string.Join(T["或"].Value, requirement.Qualifications!.Select(q => titles.GetValueOrDefault(q, q)))],
        requirement.Qualifications!.Any(papers.Contains) ? 1 : 0, 1, "/people/me/qualifications");

    private RequirementStanding OfCertificate(TypeInfo? type, bool held) => new(
        Requirement.CertificateKind, T["持有{0}|条件", type?.Title ?? ""], held ? 1 : 0, 1, "/certificates");
}
