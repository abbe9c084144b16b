namespace Learning.Core;

/// <summary>A row that belongs to a county and perhaps a school, so that a query on it can say <c>.Within(scope)</c>.</summary>
public interface IScoped
{
    /// <summary>The county-level area (county, district, township or zone), null for the city's own and directly administered units.</summary>
    Guid? CountyId { get; }

    /// <summary>The school or unit, null for an area's own rows.</summary>
    Guid? SchoolId { get; }
}

/// <summary>A written-once row that is filed with a school: it follows the school into another county, and nothing else of it may change.</summary>
public interface IFiled : IScoped;

/// <summary>A row that is written once: never changed, never deleted. Held by an interceptor and by database triggers.</summary>
public interface IAppendOnly;

/// <summary>A column of an <see cref="IAppendOnly"/> or <see cref="IHistory"/> row that may be emptied, once and for good, when a person is erased or its period is over. It can never be changed to anything else.</summary>
/// <remarks>By <c>ExecuteUpdate</c> only: the change tracker lets nothing of such a row change.</remarks>
/// <param name="emptied">What the column holds then, as the database keeps it; null for NULL.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ErasableAttribute(string? emptied = null) : Attribute
{
    /// <summary>What the column holds once emptied; null for NULL.</summary>
    public string? Emptied { get; } = emptied;
}

/// <summary>A column of an <see cref="IAppendOnly"/> row that is NULL until its erasable columns are emptied, and then says what emptied them.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ErasureMarkAttribute : Attribute;

/// <summary>A row of a history: only <see cref="ReplacedAt"/> may ever be set, once; never deleted. Held by an interceptor and by triggers.</summary>
public interface IHistory
{
    /// <summary>When the site came to know it (UTC).</summary>
    DateTimeOffset RecordedAt { get; }

    /// <summary>When a later row took its place (UTC); null while it holds.</summary>
    DateTimeOffset? ReplacedAt { get; set; }
}

/// <summary>Something that happened, told to whoever handles it in the same transaction. A record in the past tense.</summary>
public interface IEvent;

/// <summary>The day changed: told once a day, after downtime once for all days missed.</summary>
/// <param name="Today">The new day in Asia/Shanghai.</param>
public sealed record DayBegan(DateOnly Today) : IEvent;
