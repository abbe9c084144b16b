using System.Text.Json;
using Learning.Core;
using Learning.Framework.Data;
using Learning.Framework.Jobs;
using Learning.People.Models;
using Learning.People.Services.Rosters.Judging;
using Learning.People.Services.Rosters.Reading;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Rosters.Applying;

internal sealed record RosterJob(Guid ImportId);

/// <summary>Reads the file, judges every row and stages the report in small units of work. Nothing of people is written. Taken up after a kill, it begins again.</summary>
internal sealed class RosterCheckWorker(LearningDbContext db, RosterVault vault, RosterStaging staging, TimeProvider clock) : IJobWorker
{
    public const string JobKind = "people-roster-check";
    private const int Batch = 1000;

    public string Kind => JobKind;

    public async Task RunAsync(Job job, CancellationToken cancellation)
    {
        var id = JsonSerializer.Deserialize<RosterJob>(job.Payload, JsonSerializerOptions.Web)!.ImportId;
        var import = await db.Set<RosterImport>().AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, cancellation);
        if (import is not { State: RosterState.Checking })
        {
            return;
        }

        try
        {
            var content = await ReadAsync(import, cancellation);
            await StageAsync(job, import, content, cancellation);
        }
        catch (RosterFileException refused)
        {
            await db.WriteAsync(() => RefuseAsync(id, refused, cancellation), cancellation);
        }
    }

    private async Task<RosterContent> ReadAsync(RosterImport import, CancellationToken cancellation)
    {
        var file = await vault.OpenAsync(import.Id, cancellation) ?? throw new RosterFileException(FileRefusal.Broken);
        var format = Enum.Parse<RosterFormat>(import.Format);
        if (format == RosterFormat.OneRoster)
        {
            return OneRosterReader.Read(file, clock.Today(), cancellation);
        }

        var mapping = JsonSerializer.Deserialize<RosterMapping>(import.Mapping!)!;
        var reader = new RowReader(mapping, clock.Today());
        var headers = (IReadOnlyList<string>)[];
        var entries = new List<RosterEntry>();
        foreach (var row in RosterSources.Open(file, format).Rows(mapping.Sheet, cancellation))
        {
            if (row.Line == mapping.HeaderLine)
            {
                headers = HeaderFinder.Texts(row);
            }
            else if (row.Line > mapping.HeaderLine)
            {
                entries.AddRange(reader.Read(row).Where(e => !RosterTemplate.IsExample(e)));
                _ = entries.Count > RosterLimits.Rows ? throw new RosterFileException(FileRefusal.TooManyRows) : 0;
            }
        }

        return entries.Count == 0 ? throw new RosterFileException(FileRefusal.NoRows) : new RosterContent(headers, entries);
    }

    private async Task StageAsync(Job job, RosterImport import, RosterContent content, CancellationToken cancellation)
    {
        var questions = PostParts.Mark([.. content.Entries.Select(staging.Ask)]).ToList();
        var judge = await RosterJudging.PrepareAsync(db, import, questions, clock.Today(), cancellation);
        var verdicts = judge.Judge(questions).ToList();
        if (!content.IsPart)
        {
            var missing = judge.NotListed(questions, verdicts).Select(m => new Question(new RosterEntry { Line = 0, Name = m.Person.Name, StaffNumber = m.Person.StaffNumber }, null, null) { Missing = (m.Person.Id, m.Place.Id) }).ToList();
            questions.AddRange(missing);
            verdicts.AddRange(judge.Judge(missing));
        }

        await DropAsync(import.Id, cancellation);
        await WriteAsync(job, import.Id, questions, verdicts, cancellation);
        await db.WriteAsync(() => FinishAsync(import.Id, content.Headers, verdicts, cancellation), cancellation);
    }

    private async Task WriteAsync(Job job, Guid id, List<Question> questions, List<Verdict> verdicts, CancellationToken cancellation)
    {
        staging.Begin(0);
        var total = questions.Count;
        (List<RosterRow> Rows, List<RosterPost> Posts) Stage(int start)
        {
            var staged = Enumerable.Range(start, Math.Clamp(total - start, 0, Batch)).Select(i => staging.Stage(id, i + 1, questions[i], verdicts[i])).ToList();
            return (staged.ConvertAll(s => s.Row), [.. staged.SelectMany(s => s.Posts)]);
        }

        // Sealed while the rows before are written.
        var next = Task.Run(() => Stage(0), cancellation);
        for (var done = 0; done < total;)
        {
            var (rows, posts) = await next;
            done += rows.Count;
            var following = done;
            next = Task.Run(() => Stage(following), cancellation);
            await db.WriteAsync(
                async () =>
                {
                    await staging.AddAsync(rows, posts, cancellation);
                    await db.Set<Job>().Where(j => j.Id == job.Id).ExecuteUpdateAsync(j => j.SetProperty(r => r.Done, following).SetProperty(r => r.Total, total), cancellation);
                },
                cancellation);
        }

        await db.AnalyzeAsync<RosterRow>(cancellation);
        await db.AnalyzeAsync<RosterPost>(cancellation);
    }

    /// <summary>What a check before this one, or one that was killed, left behind.</summary>
    private async Task DropAsync(Guid id, CancellationToken cancellation)
    {
        var last = await db.Set<RosterRow>().Where(r => r.ImportId == id).MaxAsync(r => (int?)r.Number, cancellation) ?? 0;
        for (var from = 0; from < last; from += Batch)
        {
            await db.WriteAsync(
                async () =>
                {
                    await db.Set<RosterPost>().Where(p => p.ImportId == id && p.RowNumber > from && p.RowNumber <= from + Batch).ExecuteDeleteAsync(cancellation);
                    await db.Set<RosterRow>().Where(r => r.ImportId == id && r.Number > from && r.Number <= from + Batch).ExecuteDeleteAsync(cancellation);
                },
                cancellation);
        }
    }

    private async Task FinishAsync(Guid id, IReadOnlyList<string> headers, IReadOnlyList<Verdict> verdicts, CancellationToken cancellation)
    {
        var import = await db.Set<RosterImport>().SingleAsync(i => i.Id == id, cancellation);
        import.State = RosterState.Checked;
        import.CheckedAt = clock.Instant();
        import.Headers = JsonSerializer.Serialize(headers);
        int Count(RowKind kind) => verdicts.Count(v => v.Kind == kind);
        (import.Added, import.Changed, import.Unchanged) = (Count(RowKind.New), Count(RowKind.Changed), Count(RowKind.Unchanged));
        (import.Wrong, import.Doubtful, import.Missing) = (Count(RowKind.Wrong), Count(RowKind.Doubtful), Count(RowKind.Missing));
    }

    private async Task RefuseAsync(Guid id, RosterFileException refused, CancellationToken cancellation)
    {
        var import = await db.Set<RosterImport>().SingleAsync(i => i.Id == id, cancellation);
        import.State = RosterState.Refused;
        import.Refusal = refused.Refusal.ToString();
        import.RefusalDetail = refused.Detail;
        await db.Set<RosterFile>().Where(f => f.ImportId == id).ExecuteDeleteAsync(cancellation);
    }
}
