using Learning.Certificates.Models;
using Learning.Certificates.Recipes;
using Learning.Certificates.Services;
using Learning.Core;
using Learning.Core.Curricula;
using Learning.Framework.Data;
using Learning.Framework.Events;
using Learning.Framework.Settings;
using Microsoft.EntityFrameworkCore;

namespace Learning.Certificates.Handlers;

/// <summary>Issues certificates on days gone by to the invented staff, by the same services officers use; the latest completers are left waiting.</summary>
internal sealed class IssueDemoCertificates(
    LearningDbContext db, TypeCatalog catalog, ICurricula curricula, Completion completion, DemoDesk desk, SettingsStore settings, TimeProvider clock) : IHandle<DemoCertificatesDue>
{
    private const int LeftWaiting = 5;

    /// <summary>Days from the last lesson to a certificate: the exam, the review and the notice lie between.</summary>
    private const int Settled = 30;
    private const int Batches = 4;

    public async Task HandleAsync(DemoCertificatesDue happened, CancellationToken cancellation)
    {
        var type = (await catalog.AllAsync(db, cancellation)).FirstOrDefault(t => t.Requirements.Any(r => r.Kind == Requirement.ProgrammeKind));
        if (type is null || happened.Issued == 0 || await db.Set<Certificate>().AnyAsync(cancellation))
        {
            return;
        }

        var today = clock.Today();
        string[] programmes = [.. type.Requirements.Select(r => r.Programme).OfType<string>().Distinct(StringComparer.Ordinal)];
        var completed = await curricula.CompletersAsync(programmes, today, cancellation);
        var met = await completion.MetAsync(type, [.. completed.Keys], today, cancellation);
        var people = met.Where(p => completed[p] <= today.AddDays(-Settled)).OrderBy(p => completed[p]).ThenBy(p => p)
            .Take(Math.Min(happened.Issued, Math.Max(0, met.Count - LeftWaiting))).ToList();
        if (people.Count == 0)
        {
            return;
        }

        var site = SiteSettings.Default;
        // This unit's own settings: another connection does not see them yet.
        await settings.ChangeAsync(db, s => site = s, cancellation);
        await desk.PrepareAsync(completed[people[0]], today, cancellation);
        foreach (var batch in people.Chunk((people.Count + Batches - 1) / Batches))
        {
            await desk.IssueAsync(type, batch, completed, site, today, cancellation);
        }
    }
}
