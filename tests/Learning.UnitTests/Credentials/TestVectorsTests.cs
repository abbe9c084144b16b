using System.Text.Json;
using Learning.Credentials;
using Xunit;

namespace Learning.UnitTests.Credentials;

/// <summary>The vectors published for those who write a verifier of their own: ours must agree with them for ever.</summary>
public sealed class TestVectorsTests
{
    private static readonly JsonElement Document = JsonDocument.Parse(File.ReadAllBytes(
        Path.Combine(Repository(), "src", "Learning.Credentials", "test-vectors.json"))).RootElement;

    public static TheoryData<string> Vectors =>
        new(Document.GetProperty("vectors").EnumerateArray().Select(v => v.GetProperty("about").GetString()!));

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Verify_PublishedVector_GivesThePublishedVerdict(string about)
    {
        var vector = Document.GetProperty("vectors").EnumerateArray().Single(v => v.GetProperty("about").GetString() == about);
        var keys = KeyRing.Parse($$"""{"keys":{{Document.GetProperty("keys").GetRawText()}}}""");
        var clock = new SignedCertificates.FixedTime(Document.GetProperty("now").GetDateTimeOffset());

        var verification = new TokenVerifier(keys, clock).Verify(vector.GetProperty("digits").GetString());

        Assert.Equal(vector.GetProperty("verdict").GetString(), verification.Verdict.Code());
        Assert.Equal(vector.GetProperty("name").GetString(), verification.Certificate?.Name);
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Learning.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Learning.sln is not above the test.");
        }

        return folder.FullName;
    }
}
