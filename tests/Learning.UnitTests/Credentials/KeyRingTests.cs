using Learning.Credentials;
using Xunit;

namespace Learning.UnitTests.Credentials;

public sealed class KeyRingTests
{
    private static readonly SignedCertificates Certificates = new();

    [Fact]
    public void Parse_WrittenRing_IsTheSame()
    {
        var logged = Entry(2) with { State = KeyState.Logged, Cutoff = SignedCertificates.Noon };
        var ring = new KeyRing([Certificates.Entry, logged, Entry(1) with { Use = KeyUse.Root }]);

        var read = KeyRing.Parse(ring.ToJson());

        Assert.Equal(ring.ToJson(), read.ToJson());
        Assert.Equal([1, 2, 7], read.Entries.Select(e => (int)e.Qr));
        Assert.Equal(logged.Kid, read.Find(2)!.Kid);
        Assert.Equal(SignedCertificates.Noon, read.Find(2)!.Cutoff);
        Assert.Null(read.Find(3));
    }

    [Theory]
    [InlineData("\"kty\": \"EC\"", "\"kty\": \"RSA\"")]
    [InlineData("\"P-256\"", "\"P-384\"")]
    [InlineData("\"cert\"", "\"sign\"")]
    [InlineData("\"qr\": 7", "\"qr\": 300")]
    [InlineData("\"qr\": 7", "\"qr\": \"7\"")]
    [InlineData("\"active\"", "\"logged\"")]
    [InlineData("\"qr\": 7,", "\"qr\": 7, \"d\": \"secret\",")]
    [InlineData("\"qr\": 7,", "\"qr\": 7, \"qr\": 8,")]
    [InlineData("\"qr\": 7,", "")]
    [InlineData("\"2026-12-31\"", "\"2025-12-31\"")]
    public void Parse_Altered_IsRefused(string was, string altered)
    {
        var json = new KeyRing([Certificates.Entry]).ToJson();
        Assert.Contains(was, json, StringComparison.Ordinal);

        Assert.Throws<FormatException>(() => KeyRing.Parse(json.Replace(was, altered, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"keys\":null}")]
    [InlineData("{\"keys\":[null]}")]
    public void Parse_NoRing_IsRefused(string json) => Assert.Throws<FormatException>(() => KeyRing.Parse(json));

    [Fact]
    public void Parse_KidOfAnotherKey_IsRefused()
    {
        var other = SigningKey.Create().PublicKey.Kid;

        Assert.Throws<FormatException>(() => KeyRing.Parse(new KeyRing([Certificates.Entry]).ToJson().Replace(Certificates.Entry.Kid, other, StringComparison.Ordinal)));
    }

    [Fact]
    public void New_NumberOrKeyTwice_Throws()
    {
        Assert.Throws<ArgumentException>(() => new KeyRing([Certificates.Entry, Entry(SignedCertificates.CertKey)]));
        Assert.Throws<ArgumentException>(() => new KeyRing([Certificates.Entry, Certificates.Entry with { Qr = 9 }]));
    }

    [Fact]
    public void Current_SeveralKeys_IsTheActiveOneThatBeganLast()
    {
        var date = new DateOnly(2026, 9, 1);
        var newer = Entry(9) with { NotBefore = new DateOnly(2026, 8, 1) };
        var ring = new KeyRing([Certificates.Entry, newer, Entry(10) with { NotBefore = new DateOnly(2026, 8, 2), State = KeyState.Retired }, Entry(11) with { Use = KeyUse.Status }]);

        Assert.Equal(9, ring.Current(KeyUse.Cert, date)!.Qr);
        Assert.Equal(SignedCertificates.CertKey, ring.Current(KeyUse.Cert, new DateOnly(2026, 7, 31))!.Qr);
        Assert.Null(ring.Current(KeyUse.Cert, new DateOnly(2027, 1, 1)));
    }

    [Fact]
    public void With_AnotherKeyUnderAPublishedNumber_Throws()
    {
        var ring = new KeyRing([Certificates.Entry]);

        Assert.Throws<ArgumentException>(() => ring.With(Entry(SignedCertificates.CertKey)));
        Assert.Equal(KeyState.Revoked, ring.With(Certificates.Entry with { State = KeyState.Revoked }).Find(SignedCertificates.CertKey)!.State);
        Assert.Equal(2, ring.With(Entry(9)).Entries.Count);
    }

    private static KeyEntry Entry(byte qr) => Certificates.Entry with { Qr = qr, PublicKey = SigningKey.Create().PublicKey };
}
