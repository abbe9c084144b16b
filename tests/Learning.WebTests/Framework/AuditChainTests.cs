using Learning.Framework.Auditing;
using Learning.Framework.Commands;
using Learning.Framework.Data;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Learning.WebTests.Framework;

/// <summary>The chain over the audit rows: whoever changes them by SQL is found, wherever it was.</summary>
public sealed class AuditChainTests : IAsyncLifetime
{
    private const int Acts = 12;

    private LearningSite site = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await LearningSite.StartAsync(recipe: null);
        await ActAsync(Acts);
        await SealAsync();
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Verify_Untouched_Holds()
    {
        var verdict = await VerifyAsync();

        Assert.Equal(AuditFlaw.None, verdict.Flaw);
        Assert.Equal(Acts, verdict.Sealed);
        Assert.Equal(0, verdict.Unsealed);
    }

    [Fact]
    public async Task Seal_Again_SealsOnlyWhatIsNew()
    {
        await SealAsync();
        await ActAsync(3);
        var before = await VerifyAsync();
        await SealAsync();
        var after = await VerifyAsync();

        Assert.Equal(3, before.Unsealed);
        Assert.Equal(Acts + 3, after.Sealed);
        Assert.Equal(after.Head, await site.AskAsync(s => Task.FromResult(s.GetRequiredService<AuditAnchor>().Read())));
    }

    [Fact]
    public async Task Seal_ManyNodesAtOnce_MakeOneChain()
    {
        await ActAsync(300);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(SealAsync, Cancellation)));

        var verdict = await VerifyAsync();
        Assert.Equal(AuditFlaw.None, verdict.Flaw);
        Assert.Equal(Acts + 300, verdict.Sealed);
    }

    [Fact]
    public async Task Seal_KilledBetweenTwoUnits_GoesOn()
    {
        await ActAsync(AuditChain.Batch + 10);
        var first = await site.AskAsync(s => s.GetRequiredService<AuditChain>().SealAsync(everything: false, Cancellation));
        await SealAsync();

        var verdict = await VerifyAsync();
        Assert.Equal(AuditChain.Batch, first);
        Assert.Equal(AuditFlaw.None, verdict.Flaw);
        Assert.Equal(Acts + AuditChain.Batch + 10, verdict.Sealed);
    }

    [Theory]
    [InlineData("UPDATE framework_audit_row SET \"After\" = '{\"name\":\"other\"}' WHERE \"Id\" = {5}", AuditFlaw.PayloadChanged, 5)]
    [InlineData("UPDATE framework_audit_row SET \"Action\" = 'people.look' WHERE \"Id\" = {5}", AuditFlaw.RowChanged, 5)]
    [InlineData("UPDATE framework_audit_row SET \"SubjectId\" = 'x' WHERE \"Id\" = {7}", AuditFlaw.RowChanged, 7)]
    [InlineData("DELETE FROM framework_audit_row WHERE \"Id\" = {5}", AuditFlaw.RowGone, 5)]
    [InlineData("DELETE FROM framework_audit_row WHERE \"Id\" >= {11}", AuditFlaw.RowGone, 11)]
    [InlineData("UPDATE framework_audit_row SET \"After\" = NULL, \"Salt\" = NULL WHERE \"Id\" = {4}", AuditFlaw.PayloadGone, 4)]
    [InlineData("UPDATE framework_audit_row SET \"After\" = NULL, \"Salt\" = NULL, \"ErasedBy\" = {3} WHERE \"Id\" = {4}", AuditFlaw.PayloadGone, 4)]
    [InlineData("DELETE FROM framework_audit_seal WHERE \"Sequence\" = 6", AuditFlaw.LinkGone, 6)]
    public async Task Verify_ChangedBySql_NamesTheFirstBrokenRow(string sql, AuditFlaw flaw, int act)
    {
        await TamperAsync(await WithIdsAsync(sql));

        var verdict = await VerifyAsync();

        Assert.Equal(flaw, verdict.Flaw);
        Assert.Equal(act, verdict.Sequence);
        Assert.Equal(act - 1, flaw == AuditFlaw.PayloadGone ? act - 1 : verdict.Sealed);
    }

    [Fact]
    public async Task Verify_TwoRowsSwapped_NamesTheFirst()
    {
        await TamperAsync(
            await WithIdsAsync("UPDATE framework_audit_row SET \"Id\" = 1000000 WHERE \"Id\" = {4}"),
            await WithIdsAsync("UPDATE framework_audit_row SET \"Id\" = {4} WHERE \"Id\" = {5}"),
            await WithIdsAsync("UPDATE framework_audit_row SET \"Id\" = {5} WHERE \"Id\" = 1000000"));

        var verdict = await VerifyAsync();

        Assert.Equal(4, verdict.Sequence);
        Assert.Equal(AuditFlaw.PayloadChanged, verdict.Flaw);
    }

    [Fact]
    public async Task Verify_TailAndItsSealsCutOff_IsFoundByTheHead()
    {
        await TamperAsync(await WithIdsAsync("DELETE FROM framework_audit_row WHERE \"Id\" >= {11}"), "DELETE FROM framework_audit_seal WHERE \"Sequence\" >= 11");

        var verdict = await VerifyAsync();

        Assert.Equal(AuditFlaw.OtherHead, verdict.Flaw);
        Assert.Equal(10, verdict.Sealed);
        Assert.Equal(Acts, verdict.Expected!.Sequence);
    }

    [Fact]
    public async Task Verify_WholeChainMadeAnew_IsFoundByTheHead()
    {
        var head = (await VerifyAsync()).Head;
        await TamperAsync(await WithIdsAsync("UPDATE framework_audit_row SET \"Action\" = 'people.look' WHERE \"Id\" = {5}"), "DELETE FROM framework_audit_seal");
        await ActAsync(1);
        await SealAsync();

        var verdict = await VerifyAsync();
        var kept = await site.AskAsync(s => Task.FromResult(s.GetRequiredService<AuditAnchor>().Read()));
        var noted = await site.AskAsync(async s =>
        {
            File.Delete(Path.Combine(site.DataFolder, "keys", AuditAnchor.FileName));
            return await s.GetRequiredService<AuditVerifier>().VerifyAsync(head, Cancellation);
        });

        Assert.Equal(AuditFlaw.OtherHead, verdict.Flaw);
        Assert.Equal(head, kept);
        Assert.Equal(AuditFlaw.OtherHead, noted.Flaw);
    }

    [Fact]
    public async Task Erase_OfSomePayloads_KeepsTheChainWhole()
    {
        await ActAsync(2);
        var erased = await EraseAsync("person-7");
        var nothing = await EraseAsync("person-7");
        await SealAsync();

        var verdict = await VerifyAsync();
        Assert.Equal(1, erased);
        Assert.Equal(0, nothing);
        Assert.Equal(AuditFlaw.None, verdict.Flaw);
        Assert.Equal(1, verdict.Erased);
        var row = await site.AskDatabaseAsync(db => db.Set<AuditRow>().SingleAsync(r => r.SubjectId == "person-7", Cancellation));
        Assert.Null(row.After);
        Assert.Null(row.Salt);
    }

    [Fact]
    public async Task Update_ErasedOrNot_OnlyEmptyingIsLetThrough()
    {
        await EraseAsync("person-7");
        foreach (var sql in new[]
        {
            "UPDATE framework_audit_row SET \"After\" = 'x' WHERE \"Id\" = {3}",
            "UPDATE framework_audit_row SET \"After\" = NULL, \"Salt\" = NULL, \"Action\" = 'x' WHERE \"Id\" = {3}",
            "UPDATE framework_audit_row SET \"ErasedBy\" = 1 WHERE \"Id\" = {3}",
            "UPDATE framework_audit_row SET \"ErasedBy\" = 1 WHERE \"SubjectId\" = 'person-7'",
            "UPDATE framework_audit_row SET \"After\" = 'back' WHERE \"SubjectId\" = 'person-7'",
            "UPDATE framework_audit_seal SET \"Sequence\" = \"Sequence\" + 100",
            "DELETE FROM framework_audit_seal",
        })
        {
            var statement = await WithIdsAsync(sql);
            var refused = await Assert.ThrowsAnyAsync<Exception>(() => site.AskDatabaseAsync(db => db.Database.ExecuteSqlRawAsync(statement.Replace("{", "{{", StringComparison.Ordinal), Cancellation)));
            Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Command_VerifyThenReanchor_SaysWhatIsBrokenAndAcceptsIt()
    {
        var (whole, fine) = await CommandAsync("verify");
        await TamperAsync(await WithIdsAsync("DELETE FROM framework_audit_row WHERE \"Id\" >= {11}"), "DELETE FROM framework_audit_seal WHERE \"Sequence\" >= 11");
        var (cut, broken) = await CommandAsync("verify");
        var (reanchored, _) = await CommandAsync("reanchor", "--reason", "backup of Monday put back");
        var (again, accepted) = await CommandAsync("verify");
        var wrong = await Assert.ThrowsAsync<CommandException>(() => CommandAsync("verify", "--head", "nonsense"));

        Assert.Equal((0, 1, 0, 0), (whole, cut, reanchored, again));
        Assert.Contains($"{Acts} rows sealed", fine, StringComparison.Ordinal);
        Assert.Contains("broken at link 11", broken, StringComparison.Ordinal);
        Assert.Contains("11 rows sealed", accepted, StringComparison.Ordinal);
        Assert.Contains("--head nonsense", wrong.Message, StringComparison.Ordinal);
    }

    private Task<int> EraseAsync(string subject) => site.AskAsync(s => s.GetRequiredService<LearningDbContext>().WriteAsync(
        () => s.GetRequiredService<AuditPayloads>().EraseAsync(s.GetRequiredService<LearningDbContext>().Set<AuditRow>().Where(r => r.SubjectId == subject), "privacy.erase", null, Cancellation), Cancellation));

    private Task<AuditVerdict> VerifyAsync() => site.AskAsync(s => s.GetRequiredService<AuditVerifier>().VerifyAsync(null, Cancellation));

    private async Task<(int Code, string Text)> CommandAsync(params string[] arguments)
    {
        await using var text = new StringWriter();
        var code = await site.AskAsync(s => s.GetServices<ISiteCommand>().Single(c => c.Name == "audit").RunAsync(CommandLine.Read(arguments), text, Cancellation));
        return (code, text.ToString());
    }

    private Task SealAsync() => site.Services.GetServices<IHostedService>().OfType<AuditSealer>().Single().SealAsync(Cancellation);

    /// <summary>Acts of the site itself upon person-1, person-2 …</summary>
    private Task<int> ActAsync(int acts) => site.AskAsync(async s =>
    {
        var db = s.GetRequiredService<LearningDbContext>();
        var done = await db.Set<AuditRow>().CountAsync(Cancellation);
        return await db.WriteAsync(
            () =>
            {
                for (var act = done + 1; act <= done + acts; act++)
                {
                    s.GetRequiredService<Audit>().Record("people.create", "person", $"person-{act}", null, new { Name = $"某老师{act}" });
                }

                return Task.FromResult(acts);
            },
            Cancellation);
    });

    /// <summary>Whoever has the database can take the triggers away too.</summary>
    private Task TamperAsync(params string[] statements) => site.AskDatabaseAsync(async db =>
    {
        string[] tables = ["framework_audit_row", "framework_audit_seal"];
        foreach (var table in tables)
        {
            foreach (var off in LearningSite.OnPostgreSql ? [$"ALTER TABLE {table} DISABLE TRIGGER USER"] : new[] { $"DROP TRIGGER {table}_no_update", $"DROP TRIGGER {table}_no_delete" })
            {
                await db.Database.ExecuteSqlRawAsync(off, Cancellation);
            }
        }

        var changed = 0;
        foreach (var statement in statements)
        {
            changed += await db.Database.ExecuteSqlRawAsync(statement.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal), Cancellation);
        }

        Assert.True(changed > 0);
        return changed;
    });

    /// <summary>Puts the id of the n-th row where a statement says {n}.</summary>
    private async Task<string> WithIdsAsync(string sql)
    {
        var ids = await site.AskDatabaseAsync(db => db.Set<AuditRow>().OrderBy(r => r.Id).Select(r => r.Id).Take(Acts).ToListAsync(Cancellation));
        return Enumerable.Range(1, Acts).Aggregate(sql, (text, n) => text.Replace($"{{{n}}}", ids[n - 1].ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }
}
