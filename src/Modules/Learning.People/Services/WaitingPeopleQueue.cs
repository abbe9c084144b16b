using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.People.Services.Accounts.Recoveries;
using Learning.People.Services.Appointments;
using Learning.People.Services.Organisations;
using Learning.People.Services.Privacy;
using Learning.People.Services.Qualifications;

namespace Learning.People.Services;

internal sealed class WaitingPeopleQueue(RecoveryQueue recoveries, TransferList transfers, QualificationList qualifications, ErasureQueue erasures, OrganisationSheet sheet, Scope scope) : IWaitingPeople
{
    public async Task<WaitingPeople> CountAsync(CancellationToken cancellation)
    {
        var edits = scope.Actor.Holds(Permissions.EditPeople);
        return new WaitingPeople(
            edits ? await recoveries.WaitingAsync(cancellation) : 0,
            edits ? await transfers.WaitingAsync(cancellation) : 0,
            scope.Actor.Holds(Permissions.CheckQualifications) ? await qualifications.WaitingAsync(cancellation) : 0,
            scope.Actor.Holds(Permissions.ErasePeople) ? await erasures.WaitingAsync(cancellation) : 0,
            edits && scope.SchoolId is { } school ? await sheet.GapsAsync(school, cancellation) : null);
    }
}
