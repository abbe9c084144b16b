using Learning.Framework.Commands;
using Learning.Framework.Data;

namespace Learning.Framework.Auditing;

/// <summary><c>audit verify</c> follows the chain over the audit rows; <c>audit reanchor</c> accepts it as it is, after a backup was put back.</summary>
internal sealed class AuditCommand(LearningDbContext db, DatabaseChoice choice, AuditVerifier verifier, AuditChain chain, AuditAnchor anchor, Audit audit) : ISiteCommand
{
    public string Name => "audit";

    public bool Prepares => false;

    public string Usage => """
        learning audit verify [--head 128-9f86…]    checks the chain over the audit rows and names the first broken one; --head: one noted down earlier
        learning audit reanchor --reason "…"        after a backup was put back: takes the chain as it is, and records that and why
        """;

    public async Task<int> RunAsync(CommandLine line, TextWriter output, CancellationToken cancellation)
    {
        var (head, reason) = (line.Text("head"), line.Text("reason"));
        line.RefuseOthers();
        await ExistingDatabase.RequireAsync(choice, db, cancellation);
        return line.Words switch
        {
            ["verify"] => await VerifyAsync(head, output, cancellation),
            ["reanchor"] when !string.IsNullOrWhiteSpace(reason) => await ReanchorAsync(reason.Trim(), output, cancellation),
            ["reanchor"] => throw new CommandException("--reason: say why the chain differs from the one sealed before."),
            _ => throw new CommandException("audit: expected verify or reanchor."),
        };
    }

    private async Task<int> VerifyAsync(string? noted, TextWriter output, CancellationToken cancellation)
    {
        var head = noted is null ? null : AuditHead.TryParse(noted) ?? throw new CommandException($"--head {noted}: expected a number, a hyphen and 64 hexadecimal digits.");
        AuditVerdict verdict;
        try
        {
            verdict = await verifier.VerifyAsync(head, cancellation);
        }
        catch (InvalidDataException damaged)
        {
            throw new CommandException(damaged.Message);
        }

        if (verdict.Flaw == AuditFlaw.None)
        {
            await output.WriteLineAsync($"操作记录完整。The chain holds: {verdict.Sealed} rows sealed, {verdict.Unsealed} waiting for the next seal, {verdict.Erased} payloads erased on record.");
            await output.WriteLineAsync($"  {(verdict.Head is null ? "还没有封存的记录。Nothing is sealed yet." : $"head {verdict.Head}")}");
            if (anchor.Read() is null && verdict.Head is not null)
            {
                await output.WriteLineAsync("  keys/audit-head 不在，无法判断末尾是否被截断。Without keys/audit-head a chain cut short at its end cannot be told.");
            }

            return 0;
        }

        await output.WriteLineAsync($"操作记录被改动过。The chain is broken at link {verdict.Sequence}{(verdict.RowId > 0 ? $", audit row {verdict.RowId}" : "")}: {Words(verdict)}");
        await output.WriteLineAsync($"  {verdict.Sealed} 条到此为止完整。The {verdict.Sealed} links before it hold.");
        return 1;
    }

    private async Task<int> ReanchorAsync(string reason, TextWriter output, CancellationToken cancellation)
    {
        AuditHead? before;
        try
        {
            before = anchor.Read();
        }
        catch (InvalidDataException)
        {
            // A damaged file is one of the reasons to do this.
            before = null;
        }

        var now = await chain.HeadAsync(cancellation);
        await db.WriteAsync(
            () =>
            {
                audit.Record("audit.reanchor", "audit", now?.ToString() ?? "0", new { Head = before?.ToString() }, new { Head = now?.ToString(), reason });
                return Task.CompletedTask;
            },
            cancellation);
        while (await chain.SealAsync(everything: true, cancellation) == AuditChain.Batch)
        {
        }

        anchor.Write((await chain.HeadAsync(cancellation))!);
        await output.WriteLineAsync($"已按现状重新封存。The chain is taken as it is: {await chain.HeadAsync(cancellation)}");
        return 0;
    }

    private static string Words(AuditVerdict verdict) => verdict.Flaw switch
    {
        AuditFlaw.RowGone => "这条记录被删除了。the row was deleted.",
        AuditFlaw.RowChanged => "这条记录的内容或顺序被改过。the row or its place was changed.",
        AuditFlaw.PayloadChanged => "改动前后的内容被改过。what it says was there before or after was changed.",
        AuditFlaw.PayloadGone => "内容被清空，却没有清除记录。its payload is empty and no recorded erasure accounts for it.",
        AuditFlaw.LinkGone => "封存记录缺了一段。links of the chain are missing.",
        _ => $"和之前封存的不一致，之前是 {verdict.Expected}。it is not the chain sealed before, which had {verdict.Expected}; after restoring a backup: audit reanchor.",
    };
}
