using System.Security.Cryptography;
using Learning.Credentials;
using Learning.Framework;
using Microsoft.Extensions.Configuration;

namespace Learning.Certificates.Services;

/// <summary>Private keys, as files beside the database, never in it: <c>keys/cert-k01.pem</c> and its passphrase, both mode 0600.</summary>
/// <remarks><c>Learning:Certificates:KeyPassphrase</c> encrypts new keys instead of a passphrase file; then no passphrase lies on the disk.</remarks>
internal sealed class KeyFolder(DataFolder data, IConfiguration configuration) : IDisposable
{
    private readonly Dictionary<int, SigningKey> open = [];
    private readonly Lock gate = new();

    /// <returns>Null when this machine does not hold the key.</returns>
    public SigningKey? Find(int id)
    {
        lock (gate)
        {
            return open.TryGetValue(id, out var key) ? key : File.Exists(PathOf(id, "pem")) ? Open(id) : null;
        }
    }

    public SigningKey FindOrCreate(int id)
    {
        lock (gate)
        {
            if (!open.ContainsKey(id) && !File.Exists(PathOf(id, "pem")))
            {
                Directory.CreateDirectory(FolderPath);
                using var made = SigningKey.Create();
                made.Save(PathOf(id, "pem"), Passphrase(id, create: true));
            }

            return open.TryGetValue(id, out var key) ? key : Open(id);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var key in open.Values)
            {
                key.Dispose();
            }

            open.Clear();
        }
    }

    private string FolderPath => Path.Combine(data.Path, "keys");

    private SigningKey Open(int id) => open[id] = SigningKey.Load(PathOf(id, "pem"), Passphrase(id, create: false));

    private string PathOf(int id, string extension) => Path.Combine(FolderPath, FormattableString.Invariant($"cert-k{id:00}.{extension}"));

    private string Passphrase(int id, bool create)
    {
        var path = PathOf(id, "passphrase");
        if (File.Exists(path))
        {
            return File.ReadAllText(path).Trim();
        }

        if (configuration["Learning:Certificates:KeyPassphrase"] is { Length: > 0 } set)
        {
            return set;
        }

        if (!create)
        {
            throw new InvalidOperationException($"{Path.GetFileName(path)} is missing: put it back from the backup, or set Learning:Certificates:KeyPassphrase.");
        }

        var passphrase = RandomNumberGenerator.GetHexString(48, lowercase: true);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.WriteThrough };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new StreamWriter(new FileStream(path, options));
        file.Write(passphrase);
        return passphrase;
    }
}
