using Learning.Framework.Commands;

namespace Learning.Framework.Privacy;

/// <summary><c>field-key next</c>: makes the key that phone and identity numbers are sealed with from now on.</summary>
internal sealed class FieldKeyCommand(FieldCipher cipher) : ISiteCommand
{
    public string Name => "field-key";

    public bool Prepares => false;

    public string Usage => "learning field-key next    makes the next key of sealed fields; the site seals what there is with it during the following day";

    public async Task<int> RunAsync(CommandLine line, TextWriter output, CancellationToken cancellation)
    {
        line.RefuseOthers();
        if (line.Words is not ["next"])
        {
            throw new CommandException("field-key: expected next.");
        }

        string id;
        try
        {
            id = cipher.Rotate();
        }
        catch (FieldKeyException refusal)
        {
            throw new CommandException(refusal.Message);
        }

        await output.WriteLineAsync($"新密钥 {id}，旧值照样能打开；先备份 keys 目录。New values are sealed with key {id}, old ones still open; back up the folder keys.");
        return 0;
    }
}
