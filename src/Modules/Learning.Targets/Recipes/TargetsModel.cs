using System.Text.Json;

namespace Learning.Targets.Recipes;

/// <summary>Step <c>targets</c>: every row of one policy, in its own words, with the rule of those that are measured.</summary>
internal sealed record TargetsModel
{
    /// <summary>Code of the source, such as <c>panzhihua-2022</c>: the beginning of each row's key.</summary>
    public required string Source { get; init; }

    public required string SourceTitle { get; init; }

    /// <summary>Short name such as 攀枝花2022; without it, the city's short name and the year at the end of the code.</summary>
    public string? SourceShort { get; init; }

    public required DateOnly Published { get; init; }

    public required IReadOnlyList<TargetModel> Targets { get; init; }
}

internal sealed record TargetModel
{
    public required string Id { get; init; }

    public string? Part { get; init; }

    public required string Title { get; init; }

    /// <summary>The source's own words.</summary>
    public required string Sentence { get; init; }

    /// <summary><c>measured</c>, <c>advisory</c>, <c>outside</c> or <c>pending</c>.</summary>
    public required string State { get; init; }

    public string? Why { get; init; }

    public required string Topic { get; init; }

    public AudienceModel? Audience { get; init; }

    public MeasureModel? Measure { get; init; }

    public PeriodModel? Period { get; init; }

    public decimal? Required { get; init; }

    public GoalModel? Goal { get; init; }

    public IReadOnlyList<ReadingModel> Readings { get; init; } = [];
}

/// <summary>Exactly one of the three.</summary>
internal sealed record AudienceModel
{
    public PeopleModel? People { get; init; }

    public OrganisationsModel? Organisations { get; init; }

    public ProgrammesModel? Programmes { get; init; }
}

internal sealed record PeopleModel
{
    public required IReadOnlyList<string> AnyRole { get; init; }

    public IReadOnlyList<string> NoneRole { get; init; } = [];

    public string? Employment { get; init; }

    /// <summary>Kinds of organisation; null for every kind.</summary>
    public IReadOnlyList<string>? Kinds { get; init; }

    public bool SchoolsOnly { get; init; } = true;

    /// <summary>Only people whose first post of all began on this day or later.</summary>
    public DateOnly? NewSince { get; init; }

    /// <summary>Kinds of qualifications given elsewhere, any of which exempts.</summary>
    public IReadOnlyList<string>? ExemptBy { get; init; }
}

internal sealed record OrganisationsModel
{
    public required IReadOnlyList<string> Kinds { get; init; }

    public IReadOnlyList<WhereModel> Where { get; init; } = [];
}

internal sealed record WhereModel
{
    public required string Fact { get; init; }

    public required string Op { get; init; }

    public required int Value { get; init; }
}

/// <summary>All published plans; nothing to say.</summary>
internal sealed record ProgrammesModel;

/// <summary>What is counted; which of the others belong to it depends on the kind.</summary>
internal sealed record MeasureModel
{
    public required string Kind { get; init; }

    public IReadOnlyList<string>? Categories { get; init; }

    public IReadOnlyList<string>? TrainingKinds { get; init; }

    public IReadOnlyList<string>? OrganiserLevels { get; init; }

    public decimal? AtLeastHours { get; init; }

    public IReadOnlyList<string>? Types { get; init; }

    public bool? OrHigher { get; init; }

    /// <summary>Kinds of qualifications given elsewhere, any of which counts as held.</summary>
    public IReadOnlyList<string>? Qualifications { get; init; }

    public IReadOnlyList<string>? Programmes { get; init; }

    public IReadOnlyList<string>? Roles { get; init; }

    public string? Employment { get; init; }

    public int? AtLeast { get; init; }

    public PerModel? Per { get; init; }
}

internal sealed record PerModel
{
    public required string Fact { get; init; }

    public required int Each { get; init; }

    public required string Rounding { get; init; }
}

internal sealed record PeriodModel
{
    public required string Kind { get; init; }

    public DateOnly? Date { get; init; }
}

/// <summary>Exactly one of the three.</summary>
internal sealed record GoalModel
{
    public decimal? Share { get; init; }

    public int? Count { get; init; }

    public bool? Everyone { get; init; }
}

internal sealed record ReadingModel
{
    public required string Setting { get; init; }

    /// <summary>Text or number.</summary>
    public required JsonElement Value { get; init; }

    public required string Reason { get; init; }
}
