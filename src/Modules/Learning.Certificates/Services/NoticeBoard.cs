using Learning.Certificates.Models;
using Learning.Core.People;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Certificates.Services;

/// <summary>A name on a list.</summary>
internal sealed record NoticeRow(Guid Id, Guid PersonId, string Name, string SchoolName, string TypeCode, ProposalState State, int Version, string? Reason, string? RegisterNumber, string? Number);

/// <summary>Lists on public notice. Names, schools and types are public to signed-in staff while a list runs: that is what a notice is for.</summary>
internal sealed class NoticeBoard(LearningDbContext db)
{
    public Task<Notice?> FindAsync(Guid id, CancellationToken cancellation) => db.Set<Notice>().AsNoTracking().FirstOrDefaultAsync(n => n.Id == id, cancellation);

    public IQueryable<NoticeRow> Rows(Guid noticeId) =>
        from proposal in db.Set<Proposal>().AsNoTracking()
        join person in db.Set<Person>() on proposal.PersonId equals person.Id
        where proposal.NoticeId == noticeId
        orderby person.SortKey, person.Id
        select new NoticeRow(
            proposal.Id, person.Id, person.Name, proposal.SchoolName, proposal.TypeCode, proposal.State, proposal.Version, proposal.Reason,
            db.Set<Certificate>().Where(c => c.ProposalId == proposal.Id).Select(c => c.RegisterNumber).FirstOrDefault(),
            db.Set<Certificate>().Where(c => c.ProposalId == proposal.Id).Select(c => c.Number).FirstOrDefault());
}
