using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Organisations;

/// <param name="Name">Of a misspelt name only: a new name has a day of its own.</param>
/// <param name="Version">What the form was filled from.</param>
internal sealed record OrganisationEdit(string Name, string Kind, string Code, string? DivisionCode, int Order, int Version);

internal enum EditRefusal
{
    NotThere,
    Changed,
    CodeTaken,
    NameTaken,
    DoesNotFit,
}

/// <summary>Corrects what is registered of an organisation.</summary>
internal sealed class OrganisationDesk(LearningDbContext db, Scope scope, Audit audit)
{
    public Task<EditRefusal?> EditAsync(Guid id, OrganisationEdit edit, CancellationToken cancellation) =>
        db.WriteAsync<EditRefusal?>(
            async () =>
            {
                if (await db.Organisations.Within(scope).FirstOrDefaultAsync(o => o.Id == id, cancellation) is not { } organisation)
                {
                    return EditRefusal.NotThere;
                }

                var same = (organisation.Name, organisation.Kind, organisation.Code, organisation.DivisionCode, organisation.Order)
                    == (edit.Name, edit.Kind, edit.Code, edit.DivisionCode, edit.Order);
                if (same || organisation.Version != edit.Version)
                {
                    // The same form once more changes nothing.
                    return same ? null : EditRefusal.Changed;
                }

                if (await RefusalAsync(organisation, edit, cancellation) is { } refusal)
                {
                    return refusal;
                }

                var before = new { organisation.Name, organisation.Kind, organisation.Code, organisation.DivisionCode, organisation.Order };
                (organisation.Name, organisation.Kind, organisation.Code, organisation.DivisionCode, organisation.Order) = (edit.Name, edit.Kind, edit.Code, edit.DivisionCode, edit.Order);
                audit.Record("organisations.edit", "organisation", id.ToString(), before, new { edit.Name, edit.Kind, edit.Code, edit.DivisionCode, edit.Order }, organisation);
                var staff = await db.Appointments.Where(a => a.OrganisationId == id && a.ReplacedAt == null).Select(a => a.PersonId).Distinct().ToListAsync(cancellation);
                db.Raise(new AppointmentsChanged(before.Kind == edit.Kind ? [] : staff, [id]));
                return null;
            },
            cancellation);

    /// <summary>Kinds an organisation may become: an area stays an area, a school a school.</summary>
    public static IReadOnlyList<string> KindsFor(Organisation organisation) =>
        organisation.Kind == OrganisationKinds.CityBureau ? [OrganisationKinds.CityBureau]
        : OrganisationTree.IsArea(organisation.Kind) ? OrganisationKinds.Areas
        : OrganisationTree.IsSchool(organisation.Kind) ? OrganisationKinds.Schools
        : OrganisationKinds.Units;

    private async Task<EditRefusal?> RefusalAsync(Organisation organisation, OrganisationEdit edit, CancellationToken cancellation)
    {
        var above = await db.Organisations.Where(o => o.Id == organisation.ParentId).Select(o => o.Kind).FirstOrDefaultAsync(cancellation);
        return !KindsFor(organisation).Contains(edit.Kind) || (above is not null && !OrganisationTree.MayStandUnder(edit.Kind, above)) ? EditRefusal.DoesNotFit
            : await db.Organisations.AnyAsync(o => o.Code == edit.Code && o.Id != organisation.Id, cancellation) ? EditRefusal.CodeTaken
            : await db.Organisations.AnyAsync(o => o.ParentId == organisation.ParentId && o.Name == edit.Name && o.ClosedOn == null && o.Id != organisation.Id, cancellation) ? EditRefusal.NameTaken
            : null;
    }
}
