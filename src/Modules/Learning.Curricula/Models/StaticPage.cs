using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Curricula.Models;

/// <summary>A plain text page of the bureau (help, a policy), from a recipe.</summary>
internal sealed class StaticPage
{
    public required Guid Id { get; init; }

    public required string ContentItemId { get; init; }

    /// <summary>Where it stands below <c>/curricula/pages/</c>.</summary>
    public string Path { get; set; } = "";

    public string Title { get; set; } = "";

    public string Body { get; set; } = "";

    public bool Published { get; set; }

    public int Version { get; set; }
}

internal sealed class StaticPageConfiguration : IEntityTypeConfiguration<StaticPage>
{
    public void Configure(EntityTypeBuilder<StaticPage> page)
    {
        page.Property(p => p.ContentItemId).HasMaxLength(80);
        page.Property(p => p.Path).HasMaxLength(120);
        page.HasIndex(p => p.ContentItemId).IsUnique();
        page.HasIndex(p => p.Path).IsUnique();
    }
}
