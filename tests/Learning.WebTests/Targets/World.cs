using Learning.Core;
using Learning.Core.Certificates;
using Learning.Core.Curricula;
using Learning.Core.Hours;
using Learning.Core.People;

namespace Learning.WebTests.Targets;

/// <summary>What the other modules would know, kept in lists.</summary>
internal sealed class World : IHours, ICertificates, ICurricula, IQualifications
{
    public static readonly IReadOnlyList<string> Types = ["counsellor-c", "counsellor-b", "counsellor-a"];

    public List<(HourPosting Posting, DateTimeOffset RecordedAt)> Postings { get; } = [];

    public List<(Guid Id, Guid Person, string Type, DateOnly From, DateOnly? RevokedOn)> Certificates { get; } = [];

    public List<(Guid Person, string Kind, DateOnly From)> Qualifications { get; } = [];

    public List<(Guid Person, string Programme, DateOnly On)> Completions { get; } = [];

    public List<PlanStatement> Plans { get; } = [];

    public int Asked { get; private set; }

    public async Task<HoursStanding> OfAsync(Guid personId, HoursQuestion question, CancellationToken cancellation) =>
        (await OfManyAsync([personId], question, cancellation)).GetValueOrDefault(personId);

    public Task<IReadOnlyDictionary<Guid, HoursStanding>> OfManyAsync(IReadOnlyCollection<Guid>? personIds, HoursQuestion question, CancellationToken cancellation)
    {
        Asked++;
        var wanted = personIds?.ToHashSet();
        var least = question.LeastPerTraining?.Hundredths ?? 1;
        var answer = Postings
            .Where(p => wanted is null || wanted.Contains(p.Posting.PersonId))
            .Where(p => p.Posting.EarnedOn >= question.From && p.Posting.EarnedOn <= question.To && (question.KnownAt is not { } known || p.RecordedAt <= known))
            .Where(p => question.Categories is null || p.Posting.Categories.Any(question.Categories.Contains))
            .GroupBy(p => p.Posting.PersonId)
            .ToDictionary(g => g.Key, g => new HoursStanding(
                new CreditHours(g.Sum(p => p.Posting.Hours.Hundredths)),
                g.GroupBy(p => p.Posting.Training).Count(t => t.Sum(p => p.Posting.Hours.Hundredths) >= least)));
        return Task.FromResult<IReadOnlyDictionary<Guid, HoursStanding>>(answer);
    }

    public Task<IReadOnlyList<HeldCertificate>> HeldAsync(Guid? personId, IReadOnlyCollection<string> types, bool orHigher, DateOnly on, CancellationToken cancellation)
    {
        Asked++;
        var ranks = Types.ToList();
        Assert.All(types, t => Assert.Contains(t, ranks));
        var least = types.Min(t => ranks.IndexOf(t));
        return Task.FromResult<IReadOnlyList<HeldCertificate>>([.. Certificates
            .Where(c => (personId is null || c.Person == personId) && c.From <= on && (c.RevokedOn is null || c.RevokedOn > on))
            .Where(c => types.Contains(c.Type) || (orHigher && ranks.IndexOf(c.Type) >= least))
            .Select(c => new HeldCertificate(c.Person, c.Type, ranks.IndexOf(c.Type) + 1, "", c.From, null))]);
    }

    public Task<IReadOnlyList<QualificationKindName>> KindsAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<QualificationKindName>>([new("mental-health-teacher", "教师资格"), new("national-counsellor", "心理咨询师")]);

    public Task<IReadOnlyList<HeldQualification>> HeldAsync(IReadOnlyCollection<string> kinds, IReadOnlyCollection<Guid>? personIds, DateOnly day, DateTimeOffset? knownAt, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<HeldQualification>>([.. Qualifications.Where(q => kinds.Contains(q.Kind) && q.From <= day && personIds?.Contains(q.Person) != false).Select(q => new HeldQualification(q.Person, q.Kind))]);

    public Task<IReadOnlyList<string>> TypeCodesAsync(CancellationToken cancellation) => Task.FromResult(Types);

    public Task<IReadOnlyDictionary<Guid, DateOnly>> CompletersAsync(IReadOnlyCollection<string> programmes, DateOnly asOf, CancellationToken cancellation)
    {
        Asked++;
        return Task.FromResult<IReadOnlyDictionary<Guid, DateOnly>>(Completions.Where(c => programmes.Contains(c.Programme) && c.On <= asOf)
            .GroupBy(c => c.Person).ToDictionary(g => g.Key, g => g.Min(c => c.On)));
    }

    public Task<IReadOnlyList<PlanStatement>> PlansAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<PlanStatement>>(Plans);

    public Task<IReadOnlyList<ProgrammeStanding>> StandingAsync(Guid personId, IReadOnlyCollection<string> programmes, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<ProgrammeStanding>>([.. Completions.Where(c => c.Person == personId && programmes.Contains(c.Programme))
            .Select(c => new ProgrammeStanding(c.Programme, c.Programme, 1, 1, 1, false, true, true, null))]);

    public Task<ProgrammeStanding?> CurrentAsync(Guid personId, IReadOnlyCollection<string> roles, CancellationToken cancellation) => Task.FromResult<ProgrammeStanding?>(null);

    public Task<IReadOnlyList<CertificateStanding>> StandingAsync(Guid personId, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<CertificateStanding>>([]);

    public Task<int> OpenReportsAsync(CancellationToken cancellation) => Task.FromResult(0);

    public Task<int> AwaitingReviewAsync(CancellationToken cancellation) => Task.FromResult(0);
}
