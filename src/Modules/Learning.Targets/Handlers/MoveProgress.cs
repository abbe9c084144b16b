using Learning.Core;
using Learning.Core.Certificates;
using Learning.Core.Curricula;
using Learning.Core.Hours;
using Learning.Core.People;
using Learning.Framework.Events;
using Learning.Targets.Services;

namespace Learning.Targets.Handlers;

/// <summary>Notes whom an event concerns; they are evaluated together at the end of the unit.</summary>
internal sealed class MoveProgress(TouchedSubjects touched)
    : IHandle<HoursPosted>, IHandle<CertificateIssued>, IHandle<CertificateStatusChanged>, IHandle<QualificationsChanged>, IHandle<ProgrammeCompleted>, IHandle<AppointmentsChanged>
{
    public Task HandleAsync(HoursPosted happened, CancellationToken cancellation) => TouchAsync(Touch.Hours, happened.Posting.PersonId);

    public Task HandleAsync(CertificateIssued happened, CancellationToken cancellation) => TouchAsync(Touch.Certificates, happened.PersonId);

    public Task HandleAsync(CertificateStatusChanged happened, CancellationToken cancellation) => TouchAsync(Touch.Certificates, happened.PersonId);

    public Task HandleAsync(QualificationsChanged happened, CancellationToken cancellation) => TouchAsync(Touch.Qualifications, happened.PersonId);

    public Task HandleAsync(ProgrammeCompleted happened, CancellationToken cancellation) => TouchAsync(Touch.Programmes, happened.PersonId);

    public Task HandleAsync(AppointmentsChanged happened, CancellationToken cancellation)
    {
        touched.People(Touch.Appointments, happened.PersonIds);
        touched.Organisations(happened.OrganisationIds);
        return Task.CompletedTask;
    }

    private Task TouchAsync(Touch touch, Guid person)
    {
        touched.People(touch, [person]);
        return Task.CompletedTask;
    }
}

/// <summary>Time moves progress too: an appointment ends, a certificate expires, a year begins. A whole new roster moves everything.</summary>
internal sealed class RebuildEverything(ProgressQueue queue) : IHandle<DayBegan>, IHandle<RosterChanged>
{
    public Task HandleAsync(DayBegan happened, CancellationToken cancellation) => queue.RebuildAsync(cancellation);

    public Task HandleAsync(RosterChanged happened, CancellationToken cancellation) => queue.RebuildAsync(cancellation);
}
