using Learning.Core;
using Learning.Framework.Data;
using Learning.Framework.Recipes;

namespace Learning.Certificates.Recipes;

internal sealed record DemoCertificatesModel
{
    /// <summary>At most so many certificates; whoever else meets the requirements is left to be decided.</summary>
    public required int Issued { get; init; }
}

/// <summary>Certificates for the invented staff may be issued: told after everything they have done.</summary>
internal sealed record DemoCertificatesDue(int Issued) : IEvent;

/// <summary>The recipe step <c>demo-certificates</c>. The invented progress is still being told when it runs: the hours are not in the ledger yet, so it waits its turn.</summary>
internal sealed class DemoCertificatesStep(LearningDbContext db) : RecipeStep<DemoCertificatesModel>("demo-certificates")
{
    protected override Task ExecuteAsync(DemoCertificatesModel model, RecipeRun run, CancellationToken cancellation)
    {
        if (model.Issued is < 0 or > 10_000)
        {
            throw run.Problem("issued", "expected 0 to 10000 certificates");
        }

        db.Raise(new DemoCertificatesDue(model.Issued));
        return Task.CompletedTask;
    }
}
