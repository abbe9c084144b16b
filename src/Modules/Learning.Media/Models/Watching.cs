using Learning.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Media.Models;

/// <summary>What a person has really watched of a film.</summary>
internal sealed class Watching
{
    public required Guid Id { get; init; }

    public required Guid PersonId { get; init; }

    public required string FilmKey { get; init; }

    /// <summary>Merged, in milliseconds: <c>0-5000,7000-9000</c>.</summary>
    public string Intervals { get; set; } = "";

    public DateTimeOffset? CompletedAt { get; set; }

    public int Version { get; set; }
}

/// <summary>How much film a person may still have watched by now: one clock for all tabs and films.</summary>
internal sealed class WatchClock
{
    public required Guid PersonId { get; init; }

    public required DateTimeOffset At { get; set; }

    public required int CreditMilliseconds { get; set; }

    /// <summary>The page whose report was accepted last, so that a second window can be named as the cause.</summary>
    public string? Session { get; set; }

    public int Version { get; set; }
}

/// <summary>One page's playing of one film, from its first report.</summary>
internal sealed class PlaySession
{
    public required string Id { get; init; }

    public required Guid PersonId { get; init; }

    public required string FilmKey { get; init; }

    public required DateTimeOffset BeganAt { get; init; }
}

internal sealed class WatchingConfiguration : IEntityTypeConfiguration<Watching>
{
    public void Configure(EntityTypeBuilder<Watching> watching)
    {
        watching.Property(w => w.FilmKey).HasMaxLength(80);
        watching.HasIndex(w => new { w.PersonId, w.FilmKey }).IsUnique();
        watching.HasOne<Person>().WithMany().HasForeignKey(w => w.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class WatchClockConfiguration : IEntityTypeConfiguration<WatchClock>
{
    public void Configure(EntityTypeBuilder<WatchClock> clock)
    {
        clock.HasKey(c => c.PersonId);
        clock.Property(c => c.Session).HasMaxLength(64);
        clock.HasOne<Person>().WithOne().HasForeignKey<WatchClock>(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PlaySessionConfiguration : IEntityTypeConfiguration<PlaySession>
{
    public void Configure(EntityTypeBuilder<PlaySession> session)
    {
        session.HasKey(s => s.Id);
        session.Property(s => s.Id).HasMaxLength(64);
        session.Property(s => s.FilmKey).HasMaxLength(80);
        session.HasIndex(s => s.BeganAt);
    }
}
