using Learning.Framework;
using Learning.Framework.Privacy;

namespace Learning.UnitTests.Framework.Privacy;

public sealed class FieldCipherTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("learning-fields-").FullName;

    [Fact]
    public void Open_OnAnotherNode_GivesTheText()
    {
        var sealedText = Cipher().Seal("13812345678", "phone");

        Assert.Equal("13812345678", Cipher().Open(sealedText, "phone"));
        Assert.DoesNotContain("13812345678", System.Text.Encoding.UTF8.GetString(sealedText), StringComparison.Ordinal);
    }

    [Fact]
    public void Seal_SameTextTwice_DiffersAndHashesAlike()
    {
        var cipher = Cipher();

        Assert.NotEqual(cipher.Seal("x"), cipher.Seal("x"));
        Assert.Equal(cipher.Hash("x"), Cipher().Hash("x"));
        Assert.NotEqual(cipher.Hash("x"), cipher.Hash("y"));
        Assert.Equal(32, cipher.Hash("x").Length);
    }

    [Fact]
    public void Rotate_OldValues_StillOpenAndAreFound()
    {
        var cipher = Cipher();
        var old = cipher.Seal("secret");
        var hash = cipher.Hash("secret");

        var id = cipher.Rotate();
        var fresh = cipher.Seal("secret");

        Assert.StartsWith("2-", id, StringComparison.Ordinal);
        Assert.True(cipher.IsStale(old));
        Assert.False(cipher.IsStale(fresh));
        Assert.Equal("secret", Cipher().Open(old));
        Assert.Equal("secret", Cipher().Open(fresh));
        Assert.Equal(hash, Cipher().Hash("secret"));
    }

    [Fact]
    public void Open_SealedByANewerKeyOfAnotherNode_ReadsTheKeysAgain()
    {
        var here = Cipher();
        here.Seal("warm");
        var there = Cipher();
        there.Rotate();

        Assert.Equal("secret", here.Open(there.Seal("secret")));
    }

    [Fact]
    public void Open_KeyMissing_NamesTheKeyAndNotTheText()
    {
        var cipher = Cipher();
        cipher.Seal("warm");
        var id = cipher.Rotate();
        var sealedText = cipher.Seal("13812345678");
        File.Delete(Path.Combine(folder, "keys", "field-02.key"));

        var refusal = Assert.Throws<FieldKeyException>(() => Cipher().Open(sealedText));

        Assert.Contains(id, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("keys/field-02.key", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("138", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AnotherKeyOfTheSameNumber_NamesBoth()
    {
        var sealedText = Cipher().Seal("13812345678");
        File.Delete(Path.Combine(folder, "keys", "field-01.key"));
        var other = Cipher();
        other.Seal("makes a new first key");

        var refusal = Assert.Throws<FieldKeyException>(() => other.Open(sealedText));

        Assert.Matches("sealed with field key 1-[0-9a-f]{8}, but keys/field-01.key holds key 1-[0-9a-f]{8}", refusal.Message);
    }

    [Fact]
    public void Open_ChangedOrMovedOrForeign_IsRefused()
    {
        var cipher = Cipher();
        var sealedText = cipher.Seal("text", "phone of a");
        var changed = (byte[])sealedText.Clone();
        changed[^1] ^= 1;

        Assert.Throws<FieldKeyException>(() => cipher.Open(changed, "phone of a"));
        Assert.Throws<FieldKeyException>(() => cipher.Open(sealedText, "phone of b"));
        Assert.Throws<FieldKeyException>(() => cipher.Open([1, 2, 3]));
    }

    [Fact]
    public void SealBytes_AFile_OpensForItsPurposeOnly()
    {
        var cipher = Cipher();
        byte[] picture = [0xFF, 0xD8, 0xFF, 0, 1, 2];
        var sealedFile = cipher.SealBytes(picture, "picture of a");

        Assert.Equal(picture, cipher.OpenBytes(sealedFile, "picture of a"));
        Assert.Throws<FieldKeyException>(() => cipher.OpenBytes(sealedFile, "picture of b"));
    }

    [Fact]
    public void Seal_DamagedKeyFile_NamesTheFile()
    {
        Cipher().Seal("x");
        File.WriteAllText(Path.Combine(folder, "keys", "field-01.key"), "not a key");

        var refusal = Assert.Throws<FieldKeyException>(() => Cipher().Seal("x"));

        Assert.Contains("keys/field-01.key", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seal_ManyNodesAtOnce_MakeOneKeyOnlyTheOwnerReads()
    {
        using var start = new Barrier(16);
        var hashes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var cipher = Cipher();
                start.SignalAndWait();
                return Convert.ToHexString(cipher.Hash("x"));
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Single(hashes.Distinct());
        var file = Assert.Single(Directory.GetFiles(Path.Combine(folder, "keys"), "field-*"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private FieldCipher Cipher() => new(new FieldKeys(new DataFolder(folder), TimeProvider.System));
}
