using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services;

/// <param name="Id">Made when the form was drawn: posted twice, the organisation is added once.</param>
internal sealed record NewOrganisation(Guid Id, string Name, string Kind, Guid ParentId, string Code, int? Pupils, int? Boarders, int? Classes);

internal enum OrganisationRefusal
{
    CodeTaken,
    NameTaken,
    NoParent,
    DoesNotFit,
}

/// <summary>Adds organisations and their numbers.</summary>
internal sealed class OrganisationRegister(LearningDbContext db, Scope scope, Audit audit, TimeProvider clock)
{
    public Task<(Guid? Id, OrganisationRefusal? Refusal)> AddAsync(NewOrganisation entered, CancellationToken cancellation) =>
        db.WriteAsync<(Guid?, OrganisationRefusal?)>(
            async () =>
            {
                if (await db.Organisations.AnyAsync(o => o.Id == entered.Id, cancellation))
                {
                    return await db.Organisations.Within(scope).AnyAsync(o => o.Id == entered.Id, cancellation) ? (entered.Id, null) : (null, OrganisationRefusal.DoesNotFit);
                }

                if (await db.Organisations.Within(scope).FirstOrDefaultAsync(o => o.Id == entered.ParentId, cancellation) is not { } parent)
                {
                    return (null, OrganisationRefusal.NoParent);
                }

                if (!OrganisationTree.MayStandUnder(entered.Kind, parent.Kind))
                {
                    return (null, OrganisationRefusal.DoesNotFit);
                }

                if (await db.Organisations.AnyAsync(o => o.Code == entered.Code, cancellation))
                {
                    return (null, OrganisationRefusal.CodeTaken);
                }

                if (await db.Organisations.AnyAsync(o => o.ParentId == parent.Id && o.Name == entered.Name && o.ClosedOn == null, cancellation))
                {
                    return (null, OrganisationRefusal.NameTaken);
                }

                return (await AddUnderAsync(parent, entered, cancellation), null);
            },
            cancellation);

    private async Task<Guid> AddUnderAsync(Organisation parent, NewOrganisation entered, CancellationToken cancellation)
    {
        var last = await db.Organisations.Where(o => o.ParentId == parent.Id).MaxAsync(o => (int?)o.Order, cancellation) ?? 0;
        var added = new Organisation { Id = entered.Id, Code = entered.Code, Name = entered.Name, Kind = entered.Kind, Order = last + 1 };
        OrganisationTree.Place(added, parent);
        db.Add(added);
        foreach (var (fact, value) in new[] { (OrganisationFacts.Pupils, entered.Pupils), (OrganisationFacts.Boarders, entered.Boarders), (OrganisationFacts.Classes, entered.Classes) })
        {
            if (value is { } known)
            {
                db.Add(new OrganisationFact
                {
                    Id = clock.NewId(),
                    OrganisationId = added.Id,
                    CountyId = added.CountyId,
                    SchoolId = added.SchoolId,
                    Fact = fact,
                    Value = known,
                    AsOf = clock.Today(),
                    RecordedAt = clock.Instant(),
                });
            }
        }

        audit.Record("organisations.create", "organisation", added.Id.ToString(), null, new { entered.Name, entered.Kind, Above = parent.Name, entered.Code, entered.Pupils, entered.Boarders, entered.Classes }, added);
        db.Raise(new AppointmentsChanged([], [added.Id]));
        return added.Id;
    }
}
