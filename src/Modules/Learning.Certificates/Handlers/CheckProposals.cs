using Learning.Certificates.Models;
using Learning.Certificates.Services;
using Learning.Core.Certificates;
using Learning.Core.Curricula;
using Learning.Core.Hours;
using Learning.Core.People;
using Learning.Framework.Data;
using Learning.Framework.Events;

namespace Learning.Certificates.Handlers;

/// <summary>Hears what may complete (or undo) a requirement and marks whom to look at. A single lesson never decides: the programme's end and the hours do.</summary>
internal sealed class CheckProposals(LearningDbContext db, TypeCatalog catalog, ProposalChecks checks, Proposer proposer)
    : IHandle<ProgrammeCompleted>, IHandle<ExamPassed>, IHandle<HoursPosted>, IHandle<CertificateIssued>, IHandle<CertificateStatusChanged>, IHandle<QualificationsChanged>, IHandle<ProposalsDue>
{
    public Task HandleAsync(ProgrammeCompleted happened, CancellationToken cancellation) =>
        MarkAsync(happened.PersonId, r => r.Kind == Requirement.ProgrammeKind && r.Programme == happened.ProgrammeCode, cancellation);

    public Task HandleAsync(ExamPassed happened, CancellationToken cancellation) =>
        MarkAsync(happened.PersonId, r => r.Kind == Requirement.ExamKind && r.Programme == happened.ProgrammeCode, cancellation);

    public Task HandleAsync(HoursPosted happened, CancellationToken cancellation) => MarkAsync(
        happened.Posting.PersonId,
        r => r.Kind == Requirement.HoursKind && (r.Category is null || happened.Posting.Categories.Contains(r.Category))
            && (r.TrainingKind is null || r.TrainingKind == happened.Posting.TrainingKind),
        cancellation);

    public Task HandleAsync(CertificateIssued happened, CancellationToken cancellation) =>
        MarkAsync(happened.PersonId, r => r.Kind == Requirement.CertificateKind && r.Type == happened.TypeCode, cancellation);

    public async Task HandleAsync(CertificateStatusChanged happened, CancellationToken cancellation)
    {
        await MarkAsync(happened.PersonId, r => r.Kind == Requirement.CertificateKind && r.Type == happened.TypeCode, cancellation);
        checks.Mark(happened.PersonId, [happened.TypeCode]);
    }

    public Task HandleAsync(QualificationsChanged happened, CancellationToken cancellation) =>
        MarkAsync(happened.PersonId, r => r.Named.Contains(happened.Kind), cancellation);

    public Task HandleAsync(ProposalsDue happened, CancellationToken cancellation) => proposer.CheckAsync(checks.Take(), cancellation);

    private async Task MarkAsync(Guid personId, Func<Requirement, bool> mentions, CancellationToken cancellation)
    {
        var types = await catalog.AllAsync(db, cancellation);
        checks.Mark(personId, types.Where(t => t.Requirements.Any(mentions)).Select(t => t.Code));
    }
}
