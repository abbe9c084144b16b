using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Certificates.Models;

/// <summary>A list on public notice (公示), then the batch that is issued under one document number.</summary>
internal sealed class Notice
{
    /// <summary>Made by the form that asks for it, so sending it twice makes one.</summary>
    public required Guid Id { get; init; }

    public required string Title { get; init; }

    public required int WorkingDays { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>Last day, inclusive.</summary>
    public required DateOnly To { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public Guid? CreatedBy { get; init; }

    public string? DocumentNumber { get; set; }

    public DateOnly? IssuedOn { get; set; }

    public Guid? IssuedBy { get; set; }

    public int Version { get; set; }

    public bool IsIssued => IssuedOn is not null;

    /// <summary>Whether certificates may be issued: the last day is over, or the bureau asks for no notice.</summary>
    public bool IsOver(DateOnly today) => WorkingDays == 0 || today > To;
}

internal sealed class NoticeConfiguration : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> notice)
    {
        notice.Property(n => n.Title).HasMaxLength(120);
        notice.Property(n => n.DocumentNumber).HasMaxLength(60);
        notice.Ignore(n => n.IsIssued);
        notice.HasIndex(n => n.IssuedOn);
    }
}
