using Learning.Certificates.Models;
using Learning.Core.People;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Certificates.Services;

/// <summary>A name on a list.</summary>
internal sealed record NoticeRow
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string SchoolName { get; init; }

    public required string TypeCode { get; init; }

    public required ProposalState State { get; init; }

    public required int Version { get; init; }

    public string? Reason { get; init; }

    /// <summary>Once issued.</summary>
    public string? RegisterNumber { get; init; }

    /// <summary>Once issued.</summary>
    public string? Number { get; init; }
}

/// <summary>Lists on public notice. Names, schools and types are public to signed-in staff while a list runs: that is what a notice is for.</summary>
internal sealed class NoticeBoard(LearningDbContext db)
{
    public Task<Notice?> FindAsync(Guid id, CancellationToken cancellation) => db.Set<Notice>().AsNoTracking().FirstOrDefaultAsync(n => n.Id == id, cancellation);

    public IQueryable<NoticeRow> Rows(Guid noticeId) =>
        from proposal in db.Set<Proposal>().AsNoTracking()
        join person in db.Set<Person>() on proposal.PersonId equals person.Id
        where proposal.NoticeId == noticeId
        orderby person.SortKey, person.Id
        select new NoticeRow
        {
            Id = proposal.Id,
            Name = person.Name,
            SchoolName = proposal.SchoolName,
            TypeCode = proposal.TypeCode,
            State = proposal.State,
            Version = proposal.Version,
            Reason = proposal.Reason,
            RegisterNumber = db.Set<Certificate>().Where(c => c.ProposalId == proposal.Id).Select(c => c.RegisterNumber).FirstOrDefault(),
            Number = db.Set<Certificate>().Where(c => c.ProposalId == proposal.Id).Select(c => c.Number).FirstOrDefault(),
        };
}
