using Learning.Core.People;
using Learning.Curricula.Models;
using Learning.Framework.Data;
using Learning.Framework.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Curricula.Handlers;

/// <summary>Reports from a school follow it into another county.</summary>
internal sealed class FileReportsAnew(LearningDbContext db) : IHandle<SchoolsMoved>
{
    public async Task HandleAsync(SchoolsMoved happened, CancellationToken cancellation)
    {
        var schools = happened.SchoolIds.ToArray();
        await db.Set<UnsafeReport>().Where(r => r.SchoolId != null && EF.Parameter(schools).Contains(r.SchoolId.Value))
            .ExecuteUpdateAsync(r => r.SetProperty(row => row.CountyId, happened.ToCountyId), cancellation);
    }
}
