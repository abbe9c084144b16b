using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Data;
using Learning.Framework.Events;
using Learning.Framework.Jobs;
using Learning.Framework.Privacy;
using Learning.Framework.Settings;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Privacy;

/// <summary>Erases phone and identity number of people who left long ago.</summary>
internal sealed class ContactPeriods(LearningDbContext db) : IRetention
{
    public string Code => "contacts";

    public DateOnly? Before(RetentionPeriods periods, DateOnly today) => periods.ContactYears > 0 ? today.AddYears(-periods.ContactYears) : null;

    public Task<int> EraseAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var day = before.LocalDate();
        var posts = db.Appointments.Where(a => a.ReplacedAt == null);
        return db.Set<PersonContact>().Where(c => posts.Any(a => a.PersonId == c.PersonId) && !posts.Any(a => a.PersonId == c.PersonId && (a.To == null || a.To >= day)))
            .ExecuteDeleteAsync(cancellation);
    }
}

/// <summary>Erases one-time codes that ran out.</summary>
internal sealed class CodePeriods(LearningDbContext db) : IRetention
{
    public string Code => "sign-in-codes";

    public DateOnly? Before(RetentionPeriods periods, DateOnly today) => periods.CodeDays > 0 ? today.AddDays(-periods.CodeDays) : null;

    public Task<int> EraseAsync(DateTimeOffset before, CancellationToken cancellation) =>
        db.Set<FirstSignInCode>().Where(c => c.ExpiresAt < before).ExecuteDeleteAsync(cancellation);
}

/// <summary>After a new key of fields was made: seals with it what older ones sealed, some at a time.</summary>
internal sealed class ResealContacts(LearningDbContext db, FieldCipher cipher, JobQueue queue) : IJobWorker, IHandle<DayBegan>
{
    private const int Batch = 500;

    public string Kind => "people.reseal";

    public Task HandleAsync(DayBegan happened, CancellationToken cancellation) =>
        queue.EnqueueAsync(Kind, happened.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), new { happened.Today }, cancellation);

    public async Task RunAsync(Job job, CancellationToken cancellation)
    {
        if (cipher.KeyCount < 2)
        {
            return;
        }

        for (Guid? after = Guid.Empty; after is not null;)
        {
            var from = after.Value;
            after = await db.WriteAsync(() => ResealAsync(from, cancellation), cancellation);
        }
    }

    private async Task<Guid?> ResealAsync(Guid after, CancellationToken cancellation)
    {
        var contacts = await db.Set<PersonContact>().Where(c => c.PersonId > after).OrderBy(c => c.PersonId).Take(Batch).ToListAsync(cancellation);
        foreach (var contact in contacts)
        {
            contact.Reseal(cipher);
        }

        return contacts.Count == Batch ? contacts[^1].PersonId : null;
    }
}
