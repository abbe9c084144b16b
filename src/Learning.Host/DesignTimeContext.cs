using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore.Design;

namespace Learning.Host;

/// <summary>What <c>./learning migration</c> scaffolds from: the real host's services, or the passkey table would be missing.</summary>
internal sealed class DesignTimeContext : IDesignTimeDbContextFactory<LearningDbContext>
{
    public LearningDbContext CreateDbContext(string[] args)
    {
        var database = args.Contains("postgresql", StringComparer.Ordinal) ? "Host=127.0.0.1;Database=design" : "design.db";
        var site = Site.Build(["--database", database, "--data", Path.Combine(Path.GetTempPath(), "learning-design")], Program.Modules());
        return site.Services.CreateScope().ServiceProvider.GetRequiredService<LearningDbContext>();
    }
}
