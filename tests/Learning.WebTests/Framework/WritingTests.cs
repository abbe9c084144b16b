using Learning.Core.People;
using Learning.Framework.Data;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.Framework;

public sealed class WritingTests : IAsyncLifetime
{
    private LearningSite site = null!;

    public async ValueTask InitializeAsync() => site = await LearningSite.StartAsync(recipe: null);

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task WriteAsync_SixteenWritersAddingToOneRow_LosesNothing()
    {
        var id = await AddOrganisationAsync("a");

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => AddAsync(id, 25))));

        Assert.Equal(400, await site.AskDatabaseAsync(db => db.Organisations.Where(o => o.Id == id).Select(o => o.Order).SingleAsync()));
    }

    [Fact]
    public async Task WriteAsync_WorkThatThrows_LeavesNothing()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => site.AskDatabaseAsync(db => db.WriteAsync<int>(
            async () =>
            {
                db.Add(Organisation("gone"));
                await db.SaveChangesAsync();
                throw new InvalidOperationException("in the middle");
            },
            default)));

        Assert.False(await site.AskDatabaseAsync(db => db.Organisations.AnyAsync(o => o.Code == "gone")));
    }

    [Fact]
    public async Task SaveChanges_OutsideWriteAsync_IsRefused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => site.AskDatabaseAsync(async db =>
        {
            db.Add(Organisation("outside"));
            return await db.SaveChangesAsync();
        }));

    [Fact]
    public async Task History_ChangedOtherThanReplaced_IsRefused()
    {
        var organisation = await AddOrganisationAsync("h");
        var fact = Guid.CreateVersion7();
        await site.AskDatabaseAsync(db => db.WriteAsync(
            () =>
            {
                db.Add(new OrganisationFact { Id = fact, OrganisationId = organisation, Fact = "pupils", Value = 800, AsOf = new(2025, 9, 1), RecordedAt = DateTimeOffset.UnixEpoch });
                return Task.FromResult(0);
            },
            default));

        await Assert.ThrowsAsync<InvalidOperationException>(() => site.AskDatabaseAsync(db => db.WriteAsync(
            async () =>
            {
                db.Remove(await db.OrganisationFacts.SingleAsync(f => f.Id == fact));
                return 0;
            },
            default)));
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => site.AskDatabaseAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE people_organisation_fact SET \"Value\" = 1")));
        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.OrganisationFacts.Where(f => f.Id == fact).ExecuteUpdateAsync(s => s.SetProperty(f => f.ReplacedAt, DateTimeOffset.UnixEpoch.AddDays(1)))));
    }

    private static Organisation Organisation(string code) => new() { Id = Guid.CreateVersion7(), Code = code, Name = code, Kind = "primary" };

    private async Task<Guid> AddOrganisationAsync(string code)
    {
        var organisation = Organisation(code);
        await site.AskDatabaseAsync(db => db.WriteAsync(
            () =>
            {
                db.Add(organisation);
                return Task.FromResult(0);
            },
            default));
        return organisation.Id;
    }

    private async Task AddAsync(Guid id, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await using var scope = site.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<LearningDbContext>();
            await db.WriteAsync(
                async () =>
                {
                    var organisation = await db.Organisations.SingleAsync(o => o.Id == id);
                    organisation.Order++;
                },
                default);
        }
    }
}
