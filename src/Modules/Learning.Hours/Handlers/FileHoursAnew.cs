using Learning.Core.People;
using Learning.Hours.Models;
using Learning.Framework.Data;
using Learning.Framework.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Hours.Handlers;

/// <summary>A school's postings follow it into another county; what they say stays as it is.</summary>
internal sealed class FileHoursAnew(LearningDbContext db) : IHandle<SchoolsMoved>
{
    public async Task HandleAsync(SchoolsMoved happened, CancellationToken cancellation)
    {
        var schools = happened.SchoolIds.ToArray();
        await db.Set<HourEntry>().Where(r => r.SchoolId != null && EF.Parameter(schools).Contains(r.SchoolId.Value))
            .ExecuteUpdateAsync(r => r.SetProperty(row => row.CountyId, happened.ToCountyId), cancellation);
    }
}
