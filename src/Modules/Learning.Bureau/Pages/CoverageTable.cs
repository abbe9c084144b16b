using Learning.Bureau.Services;
using Learning.Core.Targets;

namespace Learning.Bureau.Pages;

/// <summary>A table of organisations, with bars above it where <paramref name="Charted"/>.</summary>
internal sealed record CoverageTable(
    string NameColumn, IReadOnlyList<CoverageRow> Rows, TargetRow Target, IReadOnlyDictionary<Guid, string> Codes, bool Charted)
{
    public bool IsCount => Target.Coverage.GoalShare is null;

    public TargetRow Of(CoverageRow row) => new(Target.Card, row.Coverage, Target.Today);

    public string? CodeOf(CoverageRow row) => row.OrganisationId is { } id ? Codes.GetValueOrDefault(id) : Area.DirectCode;
}
