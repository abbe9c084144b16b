using Learning.Core.People;
using Learning.Certificates.Models;
using Learning.Framework.Data;
using Learning.Framework.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Certificates.Handlers;

/// <summary>A school's certificates and proposals follow it into another county; what was signed and printed stays as it is.</summary>
internal sealed class FileCertificatesAnew(LearningDbContext db) : IHandle<SchoolsMoved>
{
    public async Task HandleAsync(SchoolsMoved happened, CancellationToken cancellation)
    {
        var schools = happened.SchoolIds.ToArray();
        await db.Set<Certificate>().Where(r => r.SchoolId != null && EF.Parameter(schools).Contains(r.SchoolId.Value))
            .ExecuteUpdateAsync(r => r.SetProperty(row => row.CountyId, happened.ToCountyId), cancellation);
        await db.Set<Proposal>().Where(r => r.SchoolId != null && EF.Parameter(schools).Contains(r.SchoolId.Value))
            .ExecuteUpdateAsync(r => r.SetProperty(row => row.CountyId, happened.ToCountyId), cancellation);
    }
}
