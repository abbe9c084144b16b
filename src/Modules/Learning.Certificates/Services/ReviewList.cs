using Learning.Certificates.Models;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Certificates.Services;

/// <summary>What an officer filters proposals by; it stands in the address.</summary>
internal sealed record ReviewFilter
{
    public string? Q { get; init; }

    public string? Type { get; init; }

    public Guid? County { get; init; }

    public Guid? School { get; init; }

    public ProposalState State { get; init; } = ProposalState.Waiting;
}

/// <summary>One line of the list.</summary>
internal sealed record ReviewRow
{
    public required Guid Id { get; init; }

    public required Guid PersonId { get; init; }

    public required string Name { get; init; }

    public required string SchoolName { get; init; }

    public required string TypeCode { get; init; }

    public required DateOnly ProposedOn { get; init; }

    public required ProposalState State { get; init; }
}

/// <summary>Proposals in the officer's area.</summary>
internal sealed class ReviewList(LearningDbContext db, Scope scope)
{
    public IQueryable<ReviewRow> Rows(ReviewFilter filter)
    {
        var proposals = db.Set<Proposal>().AsNoTracking().Within(scope).Where(p => p.State == filter.State);
        if (!string.IsNullOrEmpty(filter.Type))
        {
            proposals = proposals.Where(p => p.TypeCode == filter.Type);
        }

        if (filter.County is { } county)
        {
            proposals = proposals.Where(p => p.CountyId == county);
        }

        if (filter.School is { } school)
        {
            proposals = proposals.Where(p => p.SchoolId == school);
        }

        var rows = from proposal in proposals
                   join person in db.Set<Person>() on proposal.PersonId equals person.Id
                   select new { proposal, person };
        if (!string.IsNullOrWhiteSpace(filter.Q))
        {
            var words = filter.Q.Trim();
            var pinyin = words.ToLowerInvariant();
            rows = rows.Where(r => r.person.Name.Contains(words) || r.person.SortKey.StartsWith(pinyin) || r.person.StaffNumber == words || r.proposal.SchoolName.Contains(words));
        }

        return rows.OrderBy(r => r.proposal.ProposedOn).ThenBy(r => r.proposal.Id)
            .Select(r => new ReviewRow
            {
                Id = r.proposal.Id,
                PersonId = r.person.Id,
                Name = r.person.Name,
                SchoolName = r.proposal.SchoolName,
                TypeCode = r.proposal.TypeCode,
                ProposedOn = r.proposal.ProposedOn,
                State = r.proposal.State,
            });
    }
}
