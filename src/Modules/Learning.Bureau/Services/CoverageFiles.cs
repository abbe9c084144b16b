using Learning.Core.Targets;
using Microsoft.Extensions.Localization;

namespace Learning.Bureau.Services;

/// <summary>Coverage as files for Excel.</summary>
internal sealed class CoverageFiles(ITargets targets, CoverageWords words, IStringLocalizer T)
{
    /// <summary>Rows are read this many at a time.</summary>
    private const int Step = 500;

    public byte[] Targets(IEnumerable<TargetRow> rows, Area area, DateTimeOffset at)
    {
        var table = new CsvTable(
            T["范围"], T["编号"], T["指标"], T["主题"], T["应达"], T["豁免"], T["未统计"], T["已达"], T["完成率（%）"], T["目标"], T["较目标"], T["期限"], T["状态"], T["数据截至"]);
        foreach (var row in rows)
        {
            var coverage = row.Coverage;
            table.Add(
                area.Name, $"{row.Card.Source}·{row.Card.Id}", row.Card.Title, words.Topic(row.Card.Topic), coverage.Subjects, coverage.Exempt, coverage.Unknown,
                coverage.Attained, coverage.Share, words.Goal(row) ?? row.Card.GoalText, row.AgainstGoal, row.Card.DueOn, words.Chip(row).Text, words.Moment(at));
        }

        return table.ToBytes();
    }

    public byte[] Organisations(string nameColumn, IEnumerable<CoverageRow> rows, TargetCard card, DateOnly today)
    {
        var table = new CsvTable(nameColumn, T["应达"], T["豁免"], T["未统计"], T["已达"], T["完成率（%）"], T["较目标"]);
        foreach (var row in rows)
        {
            var coverage = row.Coverage;
            table.Add(
                words.Area(row), coverage.Subjects, coverage.Exempt, coverage.Unknown, coverage.Attained, coverage.Share,
                new TargetRow(card, coverage, today).AgainstGoal);
        }

        return table.ToBytes();
    }

    public async Task<byte[]> SchoolsAsync(TargetCard card, Area area, DateOnly today, CancellationToken cancellation)
    {
        var rows = new List<CoverageRow>();
        for (var read = Step; read == Step;)
        {
            var next = await targets.BySchoolAsync(card.Key, area.CountyId, area.SchoolId, rows.Count, Step, cancellation);
            rows.AddRange(next);
            read = next.Count;
        }

        return Organisations(T["学校"], rows, card, today);
    }

    /// <summary>The names behind a number, with the reason beside each.</summary>
    public async Task<byte[]> SubjectsAsync(TargetCard card, Area area, bool unmetOnly, CancellationToken cancellation)
    {
        var table = new CsvTable(T["名称"], T["单位"], T["要求"], T["已有"], T["计量单位"], T["是否达标"], T["说明"]);
        var count = 0;
        for (var read = Step; read == Step;)
        {
            var next = await targets.SubjectsAsync(card.Key, area.CountyId, area.SchoolId, unmetOnly, count, Step, cancellation);
            foreach (var subject in next)
            {
                table.Add(
                    subject.Name, subject.Organisation, subject.Required, subject.Attained, card.Unit, subject.Met ? T["是"].Value : T["否"].Value, subject.Reason);
            }

            count += next.Count;
            read = next.Count;
        }

        return table.ToBytes();
    }

    /// <summary>A file name people can tell apart; no character a system refuses.</summary>
    public static string Name(DateOnly day, params string[] parts) =>
        string.Join('-', parts.Select(p => string.Concat(p.Where(c => !char.IsControl(c) && !Path.GetInvalidFileNameChars().Contains(c) && !"\\:*?\"<>|/".Contains(c, StringComparison.Ordinal)))))
        + day.ToString("-yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture) + ".csv";
}
