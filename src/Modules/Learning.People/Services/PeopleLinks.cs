using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.People.Services.Appointments;

namespace Learning.People.Services;

/// <summary>What else may be done with people, beside finding one.</summary>
internal sealed class PeopleLinks(Scope scope, TransferList transfers, IQualifications qualifications)
{
    /// <summary>The school administrator's own school.</summary>
    public Guid? OwnSchool => scope.SchoolId;

    public bool Leavers => scope.Actor.Holds(Permissions.ViewLeavers);

    public bool Roles => scope.Actor.Holds(Permissions.EditRoles);

    /// <summary>Whether this city takes in qualifications given elsewhere.</summary>
    public async Task<bool> QualificationsAsync(CancellationToken cancellation) => (await qualifications.KindsAsync(cancellation)).Count > 0;

    /// <summary>Colleagues who wait to be received.</summary>
    public Task<int> WaitingAsync(CancellationToken cancellation) => transfers.WaitingAsync(cancellation);
}
