using System.Security.Cryptography;

namespace Learning.Credentials;

/// <summary>A private key on the curve P-256. Safe to use from several threads.</summary>
public sealed class SigningKey : IDisposable
{
    /// <summary>Shortest passphrase a key file is written with, in characters.</summary>
    public const int MinPassphraseLength = 12;

    private const int Iterations = 600_000;
    private const int MaxFileBytes = 8192;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string P256Oid = "1.2.840.10045.3.1.7";

    private readonly ECDsa key;
    private readonly Lock oneAtATime = new();

    private SigningKey(ECDsa key)
    {
        this.key = key;
        PublicKey = PublicKey.From(key);
    }

    /// <summary>The public half.</summary>
    public PublicKey PublicKey { get; }

    /// <summary>Makes a new key.</summary>
    public static SigningKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads a key file written by <see cref="Save"/>, or any encrypted PKCS#8 PEM with a P-256 key.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">On Unix: others than its owner may read or write the file.</exception>
    /// <exception cref="CryptographicException">Not such a file, another curve, or the wrong passphrase.</exception>
    public static SigningKey Load(string path, string passphrase)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(OwnerOnly | UnixFileMode.UserExecute)) != UnixFileMode.None)
        {
            throw new UnauthorizedAccessException($"{path} is open to others than its owner. Set its mode to 0600.");
        }

        return FromPem(ReadSmall(path), passphrase, path);
    }

    /// <summary>Writes the key as encrypted PKCS#8 (PBES2: PBKDF2 with SHA-256, 600,000 rounds; AES-256-CBC), PEM, mode 0600.</summary>
    /// <remarks>The file appears whole or not at all. An existing file is never replaced: a lost key cannot be had again.</remarks>
    /// <exception cref="ArgumentException">The passphrase is shorter than <see cref="MinPassphraseLength"/>.</exception>
    /// <exception cref="IOException">The file exists, or cannot be written.</exception>
    public void Save(string path, string passphrase)
    {
        ArgumentNullException.ThrowIfNull(passphrase);
        if (passphrase.Length < MinPassphraseLength)
        {
            throw new ArgumentException($"A passphrase has at least {MinPassphraseLength} characters.", nameof(passphrase));
        }

        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, Iterations);
        string pem;
        lock (oneAtATime)
        {
            pem = key.ExportEncryptedPkcs8PrivateKeyPem(passphrase, encryption);
        }

        var unfinished = $"{path}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.new";
        try
        {
            WriteThrough(unfinished, pem);
            File.Move(unfinished, path, overwrite: false);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Signs with ES256: SHA-256, r‖s in 64 bytes, low-S.</summary>
    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        byte[] signature;
        lock (oneAtATime)
        {
            signature = key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }

        P256.MakeLowS(signature);
        return signature;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (oneAtATime)
        {
            key.Dispose();
        }
    }

    private static SigningKey FromPem(string pem, string passphrase, string path)
    {
        var loaded = ECDsa.Create();
        try
        {
            loaded.ImportFromEncryptedPem(pem, passphrase);
            if (loaded.ExportParameters(includePrivateParameters: false).Curve.Oid?.Value != P256Oid)
            {
                throw new CryptographicException($"{path} holds a key of another curve than P-256.");
            }

            return new SigningKey(loaded);
        }
        catch (ArgumentException notAKeyFile)
        {
            loaded.Dispose();
            throw new CryptographicException($"{path} is not an encrypted PKCS#8 key in PEM form.", notAKeyFile);
        }
        catch
        {
            loaded.Dispose();
            throw;
        }
    }

    private static string ReadSmall(string path)
    {
        if (new FileInfo(path).Length > MaxFileBytes)
        {
            throw new CryptographicException($"{path} is too large for a key file.");
        }

        return File.ReadAllText(path);
    }

    private static void WriteThrough(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.WriteThrough };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var file = new FileStream(path, options);
        using var writer = new StreamWriter(file);
        writer.Write(text);
        writer.Flush();
        file.Flush(flushToDisk: true);
    }
}
