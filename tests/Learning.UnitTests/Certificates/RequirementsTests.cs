using Learning.Certificates.Models;
using Learning.Certificates.Services;
using Learning.Core;
using Learning.Core.Curricula;
using Learning.Core.Hours;
using Learning.Core.People;
using Learning.Framework.Texts;

namespace Learning.UnitTests.Certificates;

public sealed class RequirementsTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly Guid Person = Guid.CreateVersion7();

    private static readonly TypeInfo LevelC = new("c", 3, "学校心理辅导员（C级）培训合格证书", "C", 1, "{serial}", 0,
        [
            new Requirement(Requirement.ProgrammeKind) { Programme = "c" },
            new Requirement(Requirement.ExamKind) { Programme = "c" },
            new Requirement(Requirement.HoursKind) { Category = "counsellor", TrainingKind = TrainingKinds.Practicum, AtLeast = 550 },
        ],
        []);

    private static readonly TypeInfo LevelB = new("b", 2, "B", "B", 2, "{serial}", 0, [new Requirement(Requirement.CertificateKind) { Type = "c" }], []);

    [Fact]
    public async Task OfAsync_AllDone_IsMet()
    {
        var standing = await AskAsync(LevelC, new Learned(12, 12, ExamPassed: true, Hundredths: 550));

        Assert.All(standing, r => Assert.True(r.Met));
    }

    [Theory]
    [InlineData(11, true, 550, "programme")]
    [InlineData(12, false, 550, "exam")]
    [InlineData(12, true, 549, "hours")]
    public async Task OfAsync_OneMissing_IsThatOne(int done, bool exam, int hundredths, string missing)
    {
        var standing = await AskAsync(LevelC, new Learned(done, 12, exam, hundredths));

        Assert.Equal([missing], standing.Where(r => !r.Met).Select(r => r.Kind));
    }

    [Fact]
    public async Task OfAsync_ProgrammeWithoutLessons_IsNotMet()
    {
        var standing = await AskAsync(LevelC, new Learned(0, 0, ExamPassed: true, Hundredths: 550, HasExam: false));

        Assert.Equal(["programme", "exam"], standing.Where(r => !r.Met).Select(r => r.Kind));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OfAsync_LowerCertificate_CountsWhenHeld(bool held)
    {
        var standing = await AskAsync(LevelB, new Learned(0, 0, false, 0), held ? ["c"] : []);

        Assert.Equal(held, Assert.Single(standing).Met);
    }

    [Theory]
    [InlineData("degree", true, true)]
    [InlineData("licence", true, false)]
    [InlineData(null, false, false)]
    public async Task OfAsync_Qualification_DoesOrExempts(string? paper, bool met, bool exempt)
    {
        var type = LevelC with { Requirements = [new Requirement(Requirement.QualificationKind) { Qualifications = ["degree", "licence"] }, new Requirement(Requirement.ProgrammeKind) { Programme = "c", ExemptBy = ["degree"] }] };

        var standing = await AskAsync(type, new Learned(3, 12, false, 0, Paper: paper));

        Assert.Equal([met, exempt], standing.Select(r => r.Met));
        Assert.Equal(exempt, standing[1].Name.Contains("凭学历免", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<Learning.Core.Certificates.RequirementStanding>> AskAsync(TypeInfo type, Learned learned, params string[] held)
    {
        var requirements = new Learning.Certificates.Services.Requirements(learned, learned, learned, new Localizer([]));
        var answer = await requirements.OfAsync(Person, [type], [LevelC, LevelB], held.ToHashSet(StringComparer.Ordinal), Today, TestContext.Current.CancellationToken);
        return answer[type.Code];
    }

    private sealed record Learned(int Done, int Lessons, bool ExamPassed, int Hundredths, bool HasExam = true, string? Paper = null) : ICurricula, IHours, IQualifications
    {
        public Task<IReadOnlyList<ProgrammeStanding>> StandingAsync(Guid personId, IReadOnlyCollection<string> programmes, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<ProgrammeStanding>>([new ProgrammeStanding("c", "C", Done, Lessons, 25, HasExam, ExamPassed, true, null)]);

        public Task<ProgrammeStanding?> CurrentAsync(Guid personId, IReadOnlyCollection<string> roles, CancellationToken cancellation) => Task.FromResult<ProgrammeStanding?>(null);

        public Task<IReadOnlyDictionary<Guid, DateOnly>> CompletersAsync(IReadOnlyCollection<string> programmes, DateOnly asOf, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyDictionary<Guid, DateOnly>>(new Dictionary<Guid, DateOnly>());

        public Task<IReadOnlyList<QualificationKindName>> KindsAsync(CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<QualificationKindName>>([new("degree", "学历"), new("licence", "资格证书")]);

        public Task<IReadOnlyList<HeldQualification>> HeldAsync(IReadOnlyCollection<string> kinds, IReadOnlyCollection<Guid>? personIds, DateOnly day, DateTimeOffset? knownAt, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<HeldQualification>>(Paper is not null && kinds.Contains(Paper) ? [new HeldQualification(Person, Paper)] : []);

        public Task<int> OpenReportsAsync(CancellationToken cancellation) => Task.FromResult(0);

        public Task<IReadOnlyList<PlanStatement>> PlansAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<PlanStatement>>([]);

        public Task<HoursStanding> OfAsync(Guid personId, HoursQuestion question, CancellationToken cancellation) =>
            Task.FromResult(new HoursStanding(new CreditHours(Hundredths), 1));

        public Task<IReadOnlyDictionary<Guid, HoursStanding>> OfManyAsync(IReadOnlyCollection<Guid>? personIds, HoursQuestion question, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyDictionary<Guid, HoursStanding>>(new Dictionary<Guid, HoursStanding>());
    }
}
