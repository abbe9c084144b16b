using System.Globalization;
using Learning.Core;
using Learning.Framework.Events;
using Learning.Framework.Jobs;

namespace Learning.Certificates.Services;

/// <summary>Looks each day whether the next key is due; making one writes a file, so it is a job.</summary>
internal sealed class NextKeyWorker(IssuingKeys keys, JobQueue queue) : IJobWorker, IHandle<DayBegan>
{
    public string Kind => "certificates.next-key";

    public Task HandleAsync(DayBegan happened, CancellationToken cancellation) =>
        queue.EnqueueAsync(Kind, happened.Today.ToString("yyyy-MM", CultureInfo.InvariantCulture) + (happened.Today.Day <= 15 ? "a" : "b"), new { happened.Today }, cancellation);

    public Task RunAsync(Job job, CancellationToken cancellation) => keys.PrepareNextAsync(cancellation);
}
