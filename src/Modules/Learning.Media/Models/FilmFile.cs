using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Media.Models;

internal enum FilmState
{
    Preparing,
    Ready,
    Failed,
}

/// <summary>A film of the media folder and what came of preparing it.</summary>
internal sealed class FilmFile
{
    public required Guid Id { get; init; }

    /// <summary>Name in the media folder without extension.</summary>
    public required string Key { get; init; }

    public required string Title { get; set; }

    /// <summary>Size of the original: a film replaced by another is prepared anew.</summary>
    public required long Bytes { get; set; }

    public FilmState State { get; set; }

    /// <summary>Length; 0 until it is measured.</summary>
    public int Milliseconds { get; set; }

    public int Width { get; set; }

    public int Height { get; set; }

    public int Version { get; set; }

    public double Seconds => Milliseconds / 1000d;
}

internal sealed class FilmFileConfiguration : IEntityTypeConfiguration<FilmFile>
{
    public void Configure(EntityTypeBuilder<FilmFile> film)
    {
        film.Property(f => f.Key).HasMaxLength(80);
        film.Property(f => f.Title).HasMaxLength(200);
        film.Property(f => f.State).HasConversion<string>().HasMaxLength(20);
        film.Ignore(f => f.Seconds);
        film.HasIndex(f => f.Key).IsUnique();
    }
}
