namespace Learning.Core.People;

/// <summary>A bureau, an area or a unit in the tree city → county → school.</summary>
public sealed class Organisation : IScoped
{
    /// <summary>Identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The bureau's own code; the natural key of recipes and imports.</summary>
    public required string Code { get; set; }

    /// <summary>Full name.</summary>
    public required string Name { get; set; }

    /// <summary>One of <see cref="OrganisationKinds"/>.</summary>
    public required string Kind { get; set; }

    /// <summary>The organisation above; null for the city.</summary>
    public Guid? ParentId { get; set; }

    /// <inheritdoc />
    /// <remarks>An area is its own county.</remarks>
    public Guid? CountyId { get; set; }

    /// <inheritdoc />
    /// <remarks>A school is its own school.</remarks>
    public Guid? SchoolId { get; set; }

    /// <summary>Administrative division code (GB/T 2260, of a township its longer form); null where there is none.</summary>
    public string? DivisionCode { get; set; }

    /// <summary>Official order among siblings; never a rank.</summary>
    public int Order { get; set; }

    /// <summary>First day open; null where nobody asks.</summary>
    public DateOnly? OpenedOn { get; set; }

    /// <summary>Last day open; null while it is.</summary>
    public DateOnly? ClosedOn { get; set; }

    /// <summary>The organisation this one was merged into when it closed.</summary>
    public Guid? MergedIntoId { get; set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }
}

/// <summary>A dated number about an organisation (pupils, boarders, classes).</summary>
public sealed class OrganisationFact : IFiled, IHistory
{
    /// <summary>Identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The organisation.</summary>
    public required Guid OrganisationId { get; init; }

    /// <inheritdoc />
    public Guid? CountyId { get; init; }

    /// <inheritdoc />
    public Guid? SchoolId { get; init; }

    /// <summary>One of <see cref="OrganisationFacts"/>.</summary>
    public required string Fact { get; init; }

    /// <summary>The number, in pieces (pupils, boarders, classes).</summary>
    public required int Value { get; init; }

    /// <summary>The day it was true.</summary>
    public required DateOnly AsOf { get; init; }

    /// <inheritdoc />
    public required DateTimeOffset RecordedAt { get; init; }

    /// <inheritdoc />
    public DateTimeOffset? ReplacedAt { get; set; }
}

/// <summary>Codes of facts.</summary>
public static class OrganisationFacts
{
    /// <summary>Pupils enrolled.</summary>
    public const string Pupils = "pupils";

    /// <summary>Pupils who board.</summary>
    public const string Boarders = "boarders";

    /// <summary>Classes.</summary>
    public const string Classes = "classes";

    /// <summary>Every code.</summary>
    public static readonly IReadOnlyList<string> All = [Pupils, Boarders, Classes];
}

/// <summary>Codes of kinds of organisation.</summary>
public static class OrganisationKinds
{
    /// <summary>The city's bureau, root of the tree.</summary>
    public const string CityBureau = "city-bureau";

    /// <summary>County-level areas: what <see cref="IScoped.CountyId"/> may name.</summary>
    public static readonly IReadOnlyList<string> Areas = ["county", "development-zone", "township"];

    /// <summary>Kinds of school (and teaching point).</summary>
    public static readonly IReadOnlyList<string> Schools =
        ["kindergarten", "primary", "junior-high", "nine-year", "senior-high", "complete-secondary", "vocational", "technical", "special", "teaching-point"];

    /// <summary>Units that are not schools.</summary>
    public static readonly IReadOnlyList<string> Units = ["research-centre", "community-site", "station"];

    /// <summary>Every code.</summary>
    public static readonly IReadOnlyList<string> All = [CityBureau, .. Areas, .. Schools, .. Units];
}
