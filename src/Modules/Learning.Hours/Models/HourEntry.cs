using Learning.Core;
using Learning.Core.Hours;
using Learning.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Hours.Models;

/// <summary>One posting of the ledger. A mistake is answered by a second posting that takes the first one back.</summary>
internal sealed class HourEntry : IFiled, IAppendOnly
{
    /// <summary>Order of posting.</summary>
    public long Seq { get; init; }

    public required Guid Id { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>Where the person belonged on the day it was earned.</summary>
    public Guid? CountyId { get; init; }

    public Guid? SchoolId { get; init; }

    public required CreditHours Hours { get; init; }

    /// <summary>Codes in order between bars (<c>|counsellor|mental-health|</c>): one posting stays one row and a sum needs no join.</summary>
    public required string Categories { get; init; }

    public required string TrainingKind { get; init; }

    public required string OrganiserLevel { get; init; }

    public required DateOnly EarnedOn { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string Title { get; init; }

    public required string Training { get; init; }

    /// <summary>Unique: the same cause posts once.</summary>
    public required string SourceKey { get; init; }

    /// <summary>Document number or where the evidence lies; null for what the site saw itself.</summary>
    public string? Evidence { get; init; }

    /// <summary>The posting this one takes back; unique, so nothing is taken back twice.</summary>
    public Guid? ReversesId { get; init; }

    /// <summary>Why it was taken back.</summary>
    public string? Reason { get; init; }

    /// <summary>Who entered or took back; null for the site itself.</summary>
    public Guid? ActorPersonId { get; init; }

    /// <summary>Entered by a person, rather than posted by the site when something was completed.</summary>
    public bool ByHand => SourceKey.StartsWith(SourceKeys.Record, StringComparison.Ordinal);

    public HourPosting ToPosting() =>
        new(PersonId, Hours, CategoryText.Split(Categories), TrainingKind, OrganiserLevel, EarnedOn, SourceKey, Title, Training);
}

internal sealed class HourEntryConfiguration : IEntityTypeConfiguration<HourEntry>
{
    public void Configure(EntityTypeBuilder<HourEntry> entry)
    {
        entry.HasKey(e => e.Seq);
        entry.Property(e => e.Seq).ValueGeneratedOnAdd();
        entry.ComplexProperty(e => e.Hours, hours => hours.Property(h => h.Hundredths).HasColumnName("Hundredths"));
        entry.Property(e => e.Categories).HasMaxLength(200);
        entry.Property(e => e.TrainingKind).HasMaxLength(20);
        entry.Property(e => e.OrganiserLevel).HasMaxLength(20);
        entry.Property(e => e.Title).HasMaxLength(200);
        entry.Property(e => e.Training).HasMaxLength(200);
        entry.Property(e => e.SourceKey).HasMaxLength(200);
        entry.Property(e => e.Evidence).HasMaxLength(200);
        entry.Property(e => e.Reason).HasMaxLength(200);
        entry.Ignore(e => e.ByHand);
        entry.HasIndex(e => e.Id).IsUnique();
        entry.HasIndex(e => e.SourceKey).IsUnique();
        entry.HasIndex(e => e.ReversesId).IsUnique();
        entry.HasIndex(e => new { e.PersonId, e.EarnedOn });
        entry.HasIndex(e => e.EarnedOn);
        entry.HasIndex(e => new { e.CountyId, e.SchoolId, e.EarnedOn });
        entry.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
