using System.Globalization;
using System.Security.Cryptography;

namespace Learning.Framework.Privacy;

/// <summary>The keys of sealed fields, as files beside the database and never in it: <c>keys/field-01.key</c>, mode 0600. The highest number seals.</summary>
/// <remarks>Nodes that share the data folder agree by the file's name: whoever creates it first made the key.</remarks>
internal sealed class FieldKeys(DataFolder data, TimeProvider clock)
{
    public const int First = 1, Last = byte.MaxValue;

    /// <summary>How late a node hears of a key another node made.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(60);

    private readonly Lock gate = new();
    private SortedDictionary<int, FieldKey> known = [];
    private long readAt;

    public int Count
    {
        get
        {
            lock (gate)
            {
                ReadAll();
                return known.Count;
            }
        }
    }

    /// <summary>The key new values are sealed with; makes the first one at first use.</summary>
    public FieldKey Newest()
    {
        lock (gate)
        {
            if (known.Count == 0 || clock.GetElapsedTime(readAt) > Fresh)
            {
                ReadAll();
            }

            if (known.Count == 0)
            {
                Create(First);
                ReadAll();
            }

            return known.Last().Value;
        }
    }

    /// <summary>The key values are searched with: the first one, so that a rotation leaves every hash as it is.</summary>
    /// <exception cref="FieldKeyException">Later keys are there and the first is not.</exception>
    public FieldKey Searching()
    {
        lock (gate)
        {
            _ = Newest();
            return known.TryGetValue(First, out var key) ? key : throw Missing(First, null);
        }
    }

    /// <exception cref="FieldKeyException">This machine has no such key, or another of the same number.</exception>
    public FieldKey Find(int number, ReadOnlySpan<byte> fingerprint)
    {
        lock (gate)
        {
            if (!known.ContainsKey(number))
            {
                ReadAll();
            }

            var id = FieldKey.IdOf(number, fingerprint);
            if (!known.TryGetValue(number, out var key))
            {
                throw Missing(number, id);
            }

            return key.Fingerprint.AsSpan().SequenceEqual(fingerprint)
                ? key
                : throw new FieldKeyException($"The value is sealed with field key {id}, but {NameOf(number)} holds key {key.Id}: put the file back from the backup.");
        }
    }

    /// <summary>Makes the next key; from now on new values are sealed with it and old ones still open.</summary>
    /// <exception cref="FieldKeyException">All numbers are used.</exception>
    public FieldKey Rotate()
    {
        lock (gate)
        {
            ReadAll();
            var next = known.Count == 0 ? First : known.Keys.Last() + 1;
            if (next > Last)
            {
                throw new FieldKeyException($"All {Last} numbers of field keys are used.");
            }

            Create(next);
            ReadAll();
            return known[next];
        }
    }

    private static FieldKeyException Missing(int number, string? id) =>
        new($"Field key {id ?? number.ToString(CultureInfo.InvariantCulture)} ({NameOf(number)}) is missing: put the file back from the backup.");

    private static string NameOf(int number) => FormattableString.Invariant($"keys/field-{number:00}.key");

    private void ReadAll()
    {
        var found = new SortedDictionary<int, FieldKey>();
        var folder = Path.Combine(data.Path, "keys");
        foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "field-*.key") : [])
        {
            if (int.TryParse(Path.GetFileNameWithoutExtension(file).AsSpan("field-".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= First and <= Last)
            {
                found[number] = FieldKey.Read(number, File.ReadAllText(file), NameOf(number));
            }
        }

        known = found;
        readAt = clock.GetTimestamp();
    }

    /// <summary>Whole or not at all: the text is written under another name first. One at a time over all nodes: moving a file looks whether the name is taken before it takes it, so two could.</summary>
    private void Create(int number)
    {
        var path = Path.Combine(data.Path, NameOf(number));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var turn = Turn(Path.Combine(data.Path, "keys", "field.lock"));
        if (File.Exists(path))
        {
            // Another node made it first: its key is the key.
            return;
        }

        var draft = $"{path}.{RandomNumberGenerator.GetHexString(12, lowercase: true)}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.WriteThrough };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new StreamWriter(new FileStream(draft, options)))
        {
            file.Write(FieldKey.NewText());
        }

        File.Move(draft, path, overwrite: false);
    }

    /// <summary>An operating-system lock, gone with the process that held it. Held for milliseconds, so whoever comes second waits.</summary>
    private FileStream Turn(string file)
    {
        var (since, wait) = (clock.GetTimestamp(), default(SpinWait));
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.None);
            }
            catch (IOException held) when (clock.GetElapsedTime(since) > TimeSpan.FromSeconds(10))
            {
                throw new FieldKeyException("The folder keys cannot be locked: see that it can be written to, and that no other process holds keys/field.lock.", held);
            }
            catch (IOException)
            {
                wait.SpinOnce();
            }
        }
    }
}
