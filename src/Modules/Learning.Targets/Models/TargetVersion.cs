using Learning.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Targets.Models;

/// <summary>A policy row as the recipe stated it from one moment to another. A changed row is a new version, so an old report keeps its rule.</summary>
internal sealed class TargetVersion : IHistory
{
    public required Guid Id { get; init; }

    /// <summary>Natural key: <c>panzhihua-2022/PZ-5</c>, parts as <c>…/AK-1.a</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Code of the source, such as <c>panzhihua-2022</c>.</summary>
    public required string SourceCode { get; init; }

    public required string SourceTitle { get; init; }

    /// <summary>Short name; null to make it of the city and the year.</summary>
    public string? SourceShort { get; init; }

    public required DateOnly Published { get; init; }

    /// <summary>Order within the source.</summary>
    public required int Order { get; init; }

    /// <summary>The row as the recipe has it, JSON of <c>TargetModel</c>.</summary>
    public required string Json { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public DateTimeOffset? ReplacedAt { get; set; }
}

internal sealed class TargetVersionConfiguration : IEntityTypeConfiguration<TargetVersion>
{
    public void Configure(EntityTypeBuilder<TargetVersion> version)
    {
        version.Property(v => v.Key).HasMaxLength(80);
        version.Property(v => v.SourceCode).HasMaxLength(60);
        version.Property(v => v.SourceShort).HasMaxLength(40);
        version.Property(v => v.SourceTitle).HasMaxLength(200);
        version.HasIndex(v => new { v.Key, v.RecordedAt });
    }
}
