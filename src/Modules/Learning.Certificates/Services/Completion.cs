using Learning.Certificates.Models;
using Learning.Core.Certificates;
using Learning.Core.Curricula;
using Learning.Core.Hours;
using Learning.Core.People;

namespace Learning.Certificates.Services;

/// <summary>Who meets a type, for many people at once: set by set, the cheapest first.</summary>
internal sealed class Completion(ICurricula curricula, IHours hours, ICertificates certificates, IQualifications qualifications)
{
    public async Task<HashSet<Guid>> MetAsync(TypeInfo type, IReadOnlyCollection<Guid> people, DateOnly today, CancellationToken cancellation)
    {
        var left = people.ToHashSet();
        foreach (var requirement in type.Requirements.OrderBy(r => r.Kind == Requirement.ExamKind))
        {
            if (left.Count == 0)
            {
                break;
            }

            var met = await MetAsync(requirement, left, today, cancellation);
            left.IntersectWith(requirement.ExemptBy is { } kinds ? met.Concat(await HoldersAsync(kinds, left, today, cancellation)) : met);
        }

        return left;
    }

    private async Task<IEnumerable<Guid>> MetAsync(Requirement requirement, HashSet<Guid> people, DateOnly today, CancellationToken cancellation)
    {
        switch (requirement.Kind)
        {
            case Requirement.ProgrammeKind:
                return (await curricula.CompletersAsync([requirement.Programme!], today, cancellation)).Keys;
            case Requirement.HoursKind:
                var earned = await hours.OfManyAsync(people, Requirements.Question(requirement, today), cancellation);
                return earned.Where(h => h.Value.Hours.Hundredths >= requirement.AtLeast).Select(h => h.Key);
            case Requirement.CertificateKind:
                return (await certificates.HeldAsync(null, [requirement.Type!], orHigher: false, today, cancellation)).Select(c => c.PersonId);
            case Requirement.QualificationKind:
                return await HoldersAsync(requirement.Qualifications!, people, today, cancellation);
            default:
                return await PassedAsync(requirement.Programme!, people, cancellation);
        }
    }

    private async Task<IEnumerable<Guid>> HoldersAsync(IReadOnlyList<string> kinds, HashSet<Guid> people, DateOnly today, CancellationToken cancellation) =>
        (await qualifications.HeldAsync(kinds, people, today, null, cancellation)).Select(q => q.PersonId);

    private async Task<IEnumerable<Guid>> PassedAsync(string programme, HashSet<Guid> people, CancellationToken cancellation)
    {
        var passed = new List<Guid>();
        foreach (var person in people)
        {
            var standing = (await curricula.StandingAsync(person, [programme], cancellation)).SingleOrDefault();
            if (standing is { ExamPassed: true } && (standing.HasExam || standing.Completed))
            {
                passed.Add(person);
            }
        }

        return passed;
    }
}
