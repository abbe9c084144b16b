using System.Security.Cryptography;
using Learning.Credentials;
using Xunit;

namespace Learning.UnitTests.Credentials;

public sealed class KeyTests : IDisposable
{
    private const string Passphrase = "correct horse battery";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("learning-keys-");

    private string KeyFile => Path.Combine(folder.FullName, "cert-k07.pem");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Kid_KnownKey_IsTheThumbprintOthersCompute()
    {
        // The key of RFC 7515 appendix A.3; thumbprint computed with openssl over the RFC 7638 form.
        Assert.True(PublicKey.TryFromJwk("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0", out var key));
        Assert.Equal("oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U", key.Kid);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU")]
    [InlineData("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEV", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")]
    public void TryFromJwk_NotAPoint_IsRefused(string? x, string? y) => Assert.False(PublicKey.TryFromJwk(x, y, out _));

    [Fact]
    public void Load_SavedKey_SignsAsBefore()
    {
        using var key = SigningKey.Create();
        key.Save(KeyFile, Passphrase);

        using var loaded = SigningKey.Load(KeyFile, Passphrase);

        Assert.Equal(key.PublicKey.Kid, loaded.PublicKey.Kid);
        Assert.True(key.PublicKey.Verify("a"u8, loaded.Sign("a"u8)));
        Assert.False(key.PublicKey.Verify("b"u8, loaded.Sign("a"u8)));
    }

    [Fact]
    public void Save_File_IsEncryptedAndItsOwnersAlone()
    {
        using var key = SigningKey.Create();
        key.Save(KeyFile, Passphrase);

        Assert.StartsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----", File.ReadAllText(KeyFile), StringComparison.Ordinal);
        Assert.Single(folder.GetFiles());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
        }
    }

    [Fact]
    public void Save_FileExists_KeepsTheOldKey()
    {
        using var key = SigningKey.Create();
        key.Save(KeyFile, Passphrase);
        var before = File.ReadAllText(KeyFile);

        Assert.Throws<IOException>(() => SigningKey.Create().Save(KeyFile, Passphrase));
        Assert.Equal(before, File.ReadAllText(KeyFile));
        Assert.Single(folder.GetFiles());
    }

    [Fact]
    public void Save_ShortPassphrase_Throws()
    {
        using var key = SigningKey.Create();

        Assert.Throws<ArgumentException>(() => key.Save(KeyFile, "short"));
        Assert.Empty(folder.GetFiles());
    }

    [Fact]
    public void Load_WrongPassphraseOrNotAKey_ThrowsCryptographicException()
    {
        using var key = SigningKey.Create();
        key.Save(KeyFile, Passphrase);
        Assert.Throws<CryptographicException>(() => SigningKey.Load(KeyFile, "another passphrase"));

        File.WriteAllText(KeyFile, "not a key");
        Assert.Throws<CryptographicException>(() => SigningKey.Load(KeyFile, Passphrase));

        File.WriteAllBytes(KeyFile, new byte[100_000]);
        Assert.Throws<CryptographicException>(() => SigningKey.Load(KeyFile, Passphrase));
    }

    [Fact]
    public void Load_KeyOfAnotherCurve_ThrowsCryptographicException()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        WriteOwnerOnly(other.ExportEncryptedPkcs8PrivateKeyPem(Passphrase, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));

        var fault = Assert.Throws<CryptographicException>(() => SigningKey.Load(KeyFile, Passphrase));
        Assert.Contains("P-256", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FileOpenToOthers_IsRefused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("File modes are a Unix matter.");
            return;
        }

        using var key = SigningKey.Create();
        key.Save(KeyFile, Passphrase);
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Assert.Throws<UnauthorizedAccessException>(() => SigningKey.Load(KeyFile, Passphrase));
    }

    private void WriteOwnerOnly(string text)
    {
        File.WriteAllText(KeyFile, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
