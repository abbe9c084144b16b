using System.Text.Json;
using Learning.Core;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Jobs;
using Learning.People.Models;
using Learning.People.Services.Rosters.Applying;
using Learning.People.Services.Rosters.Reading;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Rosters;

/// <summary>What a clerk says about a file before it is checked.</summary>
internal sealed record CheckChoices(RosterMapping Mapping, Guid? PlaceId, string? Role, DateOnly CountsFrom);

/// <summary>Takes a file in, shows its columns, and sends it to be checked.</summary>
internal sealed class RosterIntake(LearningDbContext db, Scope scope, RosterVault vault, JobQueue jobs, TimeProvider clock)
{
    /// <summary>Opening a workbook takes its memory: two at once are enough for an office.</summary>
    private static readonly SemaphoreSlim Desk = new(2, 2);

    /// <returns>The import; an own template and OneRoster go on to the check at once.</returns>
    public async Task<(Guid? Id, FileRefusal? Refusal, string? Detail)> UploadAsync(string name, byte[] file, CancellationToken cancellation)
    {
        await Desk.WaitAsync(cancellation);
        try
        {
            var format = FileKinds.Of(file, cancellation);
            var source = format == RosterFormat.OneRoster ? null : RosterSources.Open(file, format);
            var best = source is null ? null : HeaderFinder.Best(HeaderFinder.Tops(source, cancellation)) ?? throw new RosterFileException(FileRefusal.NoRows);
            var header = best?.Header(best.HeaderLine);
            _ = best is not null && best.Rows[^1].Line <= best.HeaderLine ? throw new RosterFileException(FileRefusal.NoRows) : 0;
            var ours = header is not null && RosterTemplate.IsOurs(HeaderFinder.Texts(header)) ? new RosterMapping(best!.Sheet, header.Line, KnownHeaders.Suggest(HeaderFinder.Texts(header), best!.HiddenColumns)) : null;
            return (await AddAsync(name, file, format, source?.Encoding, ours, cancellation), null, null);
        }
        catch (RosterFileException refused)
        {
            return (null, refused.Refusal, refused.Detail);
        }
        finally
        {
            Desk.Release();
        }
    }

    /// <returns>Null where the file is no longer kept.</returns>
    public async Task<IReadOnlyList<SheetTop>?> TopsAsync(RosterImport import, CancellationToken cancellation)
    {
        await Desk.WaitAsync(cancellation);
        try
        {
            return await vault.OpenAsync(import.Id, cancellation) is { } file ? HeaderFinder.Tops(RosterSources.Open(file, Enum.Parse<RosterFormat>(import.Format)), cancellation) : null;
        }
        finally
        {
            Desk.Release();
        }
    }

    /// <summary>What the office said of this header the last time; null where it is new.</summary>
    public async Task<IReadOnlyList<RosterField>?> RememberedAsync(SheetRow header, CancellationToken cancellation)
    {
        var fingerprint = HeaderFinder.Fingerprint(header);
        var fields = await db.Set<RosterColumns>().Where(c => c.OrganisationId == scope.Actor.OrganisationId && c.Fingerprint == fingerprint).Select(c => c.Fields).FirstOrDefaultAsync(cancellation);
        return fields is null ? null : [.. JsonSerializer.Deserialize<List<string>>(fields)!.Select(f => Enum.TryParse<RosterField>(f, out var field) ? field : RosterField.None)];
    }

    /// <summary>Keeps the mapping for the next time and queues the check. False where the import is no longer before its applying.</summary>
    public Task<bool> CheckAsync(Guid id, SheetRow header, CheckChoices choices, CancellationToken cancellation) => db.WriteAsync(
        async () =>
        {
            var import = await MineAsync(id, cancellation);
            if (import is not { State: RosterState.Uploaded or RosterState.Checked })
            {
                return false;
            }

            var (place, fingerprint) = (scope.Actor.OrganisationId, HeaderFinder.Fingerprint(header));
            var kept = await db.Set<RosterColumns>().FirstOrDefaultAsync(c => c.OrganisationId == place && c.Fingerprint == fingerprint, cancellation);
            var fields = JsonSerializer.Serialize(choices.Mapping.Columns.Select(c => c.ToString()));
            if (kept is null)
            {
                db.Add(new RosterColumns { OrganisationId = place, Fingerprint = fingerprint, Fields = fields });
            }
            else
            {
                kept.Fields = fields;
            }

            import.Mapping = JsonSerializer.Serialize(choices.Mapping);
            (import.DefaultPlaceId, import.DefaultRole, import.CountsFrom) = (choices.PlaceId, choices.Role, choices.CountsFrom);
            await QueueAsync(import, RosterState.Checking, RosterCheckWorker.JobKind, cancellation);
            return true;
        },
        cancellation);

    /// <summary>Applies what the report shows. False where there is nothing checked to apply.</summary>
    public Task<bool> ApplyAsync(Guid id, CancellationToken cancellation) => db.WriteAsync(
        async () =>
        {
            var import = await MineAsync(id, cancellation);
            if (import is not { State: RosterState.Checked, Trimmed: false })
            {
                return false;
            }

            await QueueAsync(import, RosterState.Applying, RosterApplyWorker.JobKind, cancellation);
            return true;
        },
        cancellation);

    public Task<bool> UndoAsync(Guid id, string? reason, CancellationToken cancellation) => db.WriteAsync(
        async () =>
        {
            var import = await MineAsync(id, cancellation);
            if (import is not { State: RosterState.Applied, Trimmed: false })
            {
                return false;
            }

            import.Reason = reason;
            await QueueAsync(import, RosterState.Undoing, RosterUndoWorker.JobKind, cancellation);
            return true;
        },
        cancellation);

    /// <summary>Asks again for a job that gave up.</summary>
    public Task<bool> RetryAsync(Guid id, CancellationToken cancellation) => db.WriteAsync(
        async () =>
        {
            var import = await MineAsync(id, cancellation);
            var kind = import?.State switch
            {
                RosterState.Checking => RosterCheckWorker.JobKind,
                RosterState.Applying => RosterApplyWorker.JobKind,
                RosterState.Undoing => RosterUndoWorker.JobKind,
                _ => null,
            };
            if (kind is null || await JobAsync(db, import!, cancellation) is not { FinishedAt: null, Attempts: >= 5 })
            {
                return false;
            }

            await QueueAsync(import!, import!.State, kind, cancellation);
            return true;
        },
        cancellation);

    /// <summary>The job that works on an import now.</summary>
    public static Task<Job?> JobAsync(LearningDbContext db, RosterImport import, CancellationToken cancellation)
    {
        var kind = import.State switch
        {
            RosterState.Checking => RosterCheckWorker.JobKind,
            RosterState.Applying => RosterApplyWorker.JobKind,
            RosterState.Undoing => RosterUndoWorker.JobKind,
            _ => RosterTellWorker.JobKind,
        };
        var key = KeyOf(import);
        return db.Set<Job>().AsNoTracking().FirstOrDefaultAsync(j => j.Kind == kind && j.Key == key, cancellation);
    }

    private static string KeyOf(RosterImport import) => $"{import.Id:N}/{import.Round}";

    /// <summary>Of the acting person's own organisation: others of the area only look.</summary>
    private Task<RosterImport?> MineAsync(Guid id, CancellationToken cancellation)
    {
        var mine = scope.Actor.OrganisationId;
        return db.Set<RosterImport>().Within(scope).FirstOrDefaultAsync(i => i.Id == id && i.OrganisationId == mine, cancellation);
    }

    private async Task QueueAsync(RosterImport import, RosterState state, string kind, CancellationToken cancellation)
    {
        import.State = state;
        import.Actor = RosterActor.Write(scope.Actor);
        import.Round++;
        await jobs.EnqueueAsync(kind, KeyOf(import), new RosterJob(import.Id), cancellation);
    }

    private Task<Guid> AddAsync(string name, byte[] file, RosterFormat format, string? encoding, RosterMapping? ours, CancellationToken cancellation)
    {
        var actor = scope.Actor;
        var id = clock.NewId();
        var pieces = vault.Seal(id, file).ToList();
        return db.WriteAsync(
            async () =>
            {
                var import = new RosterImport
                {
                    Id = id,
                    OrganisationId = actor.OrganisationId,
                    CountyId = scope.CountyId,
                    SchoolId = scope.SchoolId,
                    PersonId = actor.PersonId,
                    Actor = RosterActor.Write(actor),
                    State = RosterState.Uploaded,
                    FileName = name.Length > 120 ? name[^120..] : name,
                    Format = format.ToString(),
                    FileBytes = file.Length,
                    Encoding = encoding,
                    CreatedAt = clock.Instant(),
                    DefaultPlaceId = scope.SchoolId,
                    CountsFrom = clock.Today(),
                };
                db.Add(import);
                db.AddRange(pieces);
                new Audit(db, scope, clock).Record("people.import-upload", "roster-import", id.ToString(), null, new { title = import.FileName }, import);
                if (ours is not null || format == RosterFormat.OneRoster)
                {
                    import.Mapping = ours is null ? null : JsonSerializer.Serialize(ours);
                    await QueueAsync(import, RosterState.Checking, RosterCheckWorker.JobKind, cancellation);
                }

                return id;
            },
            cancellation);
    }
}
