using FsCheck;
using FsCheck.Fluent;
using Learning.Credentials;
using Learning.Credentials.Cbor;
using Xunit;

namespace Learning.UnitTests.Credentials;

public sealed class CertificateTokenTests
{
    private static readonly SignedCertificates Certificates = new();

    private static readonly Arbitrary<CertificatePayload> AnyPayload =
        (from kind in Gen.Choose(1, 6)
         from name in Gen.Elements("王明", "欧阳小明", "阿依古丽·买买提", "José", "𠮷田", "一二三四五六七八九十一二三四五六七八九十")
         from issued in Gen.Choose(0, 364)
         from years in Gen.Choose(-1, 30)
         from list in Gen.Choose(0, StatusIndex.MaxList)
         from position in Gen.Choose(0, StatusIndex.ListSize - 1)
         from hours in Gen.Choose(0, int.MaxValue)
         let day = new DateOnly(2026, 1, 1).AddDays(issued)
         select new CertificatePayload(
             CertificateNumber.New((CertificateKind)kind, 2026), name, day, years < 0 ? null : day.AddYears(years), new StatusIndex(list, position), (uint)hours))
        .ToArbitrary();

    [Fact]
    public void TryDecode_AnyPayload_RoundTrips() => Prop.ForAll(AnyPayload, payload =>
        CertificateToken.TryDecode(Certificates.Token(payload).Digits, out var token, out _) && token.Payload == payload).QuickCheckThrowOnFailure();

    [Fact]
    public void TryDecode_ReadBackAndWrittenAgain_IsTheSameBytes() => Prop.ForAll(AnyPayload, payload =>
    {
        var token = Certificates.Token(payload);
        return CertificateToken.TryDecode(token.Bytes.Span, out var read, out _) && read.Digits == token.Digits && read.Hash.AsSpan().SequenceEqual(token.Hash);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void TryDecode_AnyBytes_NeverThrows() => Prop.ForAll<byte[]>(bytes =>
        !CertificateToken.TryDecode(bytes, out _, out var refusal) && refusal != Verdict.Valid).QuickCheckThrowOnFailure();

    [Fact]
    public void Sign_Structure_IsAsDocumented()
    {
        var token = Certificates.Token();
        var hex = Convert.ToHexString(token.Bytes.Span);

        Assert.StartsWith("8446A20126044107A058", hex, StringComparison.Ordinal);
        Assert.Equal("5840", hex[^132..^128]);
        Assert.Equal(114, token.Bytes.Length);
    }

    [Fact]
    public void Sign_ManyTimes_IsAlwaysLowS()
    {
        for (var i = 0; i < 200; i++)
        {
            Assert.True(P256.IsLowS(Certificates.Token().Signature));
        }
    }

    [Fact]
    public void MakeLowS_HighS_IsOrderMinusS()
    {
        var signature = new byte[64];
        Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC63254F").CopyTo(signature, 32);

        P256.MakeLowS(signature);

        Assert.Equal(new string('0', 63) + "2", Convert.ToHexString(signature.AsSpan(32)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(-8)]
    [InlineData(-35)]
    [InlineData(-47)]
    public void TryDecode_OtherAlgorithm_IsUnsupported(int algorithm)
    {
        var header = new CborWriter().Map(2).Integer(1).Integer(algorithm).Integer(4).Bytes([SignedCertificates.CertKey]).ToArray();

        Assert.Equal(Verdict.Unsupported, RefusalOf(Certificates.Craft(header, PayloadBytes())));
    }

    [Fact]
    public void TryDecode_AlgorithmByName_IsUnsupported()
    {
        var header = new CborWriter().Map(2).Integer(1).Text("none").Integer(4).Bytes([SignedCertificates.CertKey]).ToArray();

        Assert.Equal(Verdict.Unsupported, RefusalOf(Certificates.Craft(header, PayloadBytes())));
    }

    [Fact]
    public void TryDecode_HeadersOutOfOrder_IsNonCanonical()
    {
        var header = new CborWriter().Map(2).Integer(4).Bytes([SignedCertificates.CertKey]).Integer(1).Integer(-7).ToArray();

        Assert.Equal(Verdict.NonCanonical, RefusalOf(Certificates.Craft(header, PayloadBytes())));
    }

    [Theory]
    [InlineData("A0")]
    [InlineData("A10126")]
    [InlineData("A201260126")]
    [InlineData("A20126044107FF")]
    [InlineData("A2012604420707")]
    [InlineData("")]
    public void TryDecode_OtherHeader_IsMalformed(string hex) =>
        Assert.Equal(Verdict.Malformed, RefusalOf(Certificates.Craft(Convert.FromHexString(hex), PayloadBytes())));

    [Fact]
    public void TryDecode_LongLengths_AreNonCanonical()
    {
        var bytes = Certificates.Token().Bytes.ToArray();

        Assert.Equal(Verdict.NonCanonical, RefusalOf([0x98, 0x04, .. bytes[1..]]));
        Assert.Equal(Verdict.NonCanonical, RefusalOf([0x9F, .. bytes[1..], 0xFF]));
        Assert.Equal(Verdict.NonCanonical, RefusalOf([0x84, 0x58, 0x06, .. bytes[2..]]));
    }

    [Fact]
    public void TryDecode_Tagged_IsMalformed() => Assert.Equal(Verdict.Malformed, RefusalOf([0xD2, .. Certificates.Token().Bytes.Span]));

    [Fact]
    public void TryDecode_CutAnywhere_IsMalformed()
    {
        var bytes = Certificates.Token().Bytes.ToArray();

        Assert.All(Enumerable.Range(0, bytes.Length), length => Assert.Equal(Verdict.Malformed, RefusalOf(bytes[..length])));
    }

    [Fact]
    public void TryDecode_TrailingByte_IsMalformed()
    {
        Assert.Equal(Verdict.Malformed, RefusalOf([.. Certificates.Token().Bytes.Span, 0]));
        Assert.Equal(Verdict.Malformed, RefusalOf(Certificates.Craft(SignedCertificates.Header(), [.. PayloadBytes(), 0])));
    }

    [Fact]
    public void TryDecode_Oversized_IsMalformed()
    {
        Assert.Equal(Verdict.Malformed, RefusalOf(new byte[CertificateToken.MaxBytes + 1]));
        Assert.False(CertificateToken.TryDecode(new string('1', 10_000_000), out _, out var refusal));
        Assert.Equal(Verdict.Malformed, refusal);
    }

    [Theory]
    [InlineData(48)]
    [InlineData(63)]
    [InlineData(65)]
    [InlineData(96)]
    public void TryDecode_SignatureOfOtherLength_IsMalformed(int length) =>
        Assert.Equal(Verdict.Malformed, RefusalOf(Certificates.Craft(SignedCertificates.Header(), PayloadBytes("王明"), new byte[length])));

    [Theory]
    [InlineData(2, 1, "王明", 20_000, 0, Verdict.Unsupported)]
    [InlineData(1, 7, "王明", 20_000, 0, Verdict.Unsupported)]
    [InlineData(1, 1, "王明", 20_000, 0, Verdict.Malformed)]
    [InlineData(1, 3, "", 20_000, 0, Verdict.Malformed)]
    [InlineData(1, 3, "王\u202E明", 20_000, 0, Verdict.Malformed)]
    [InlineData(1, 3, "王\uFFFE明", 20_000, 0, Verdict.Malformed)]
    [InlineData(1, 3, "Jose\u0301", 20_000, 0, Verdict.NonCanonical)]
    [InlineData(1, 3, "一二三四五六七八九十一二三四五六七八九十一", 20_000, 0, Verdict.Malformed)]
    [InlineData(1, 3, "王明", 20_000, 19_999, Verdict.Malformed)]
    [InlineData(1, 3, "王明", 4_000_000_000, 0, Verdict.Malformed)]
    [InlineData(1, 3, "王明", 20_000, 0, Verdict.Valid)]
    public void TryDecode_SignedButWrongPayload_IsRefused(int version, int kind, string name, long issued, long expires, Verdict expected)
    {
        var payload = new CborWriter().Array(8).Integer(version).Integer(kind).Text(CertificateNumber.New(CertificateKind.CounsellorC, 2026).Value)
            .Text(name).Integer(issued).Integer(expires).Integer(1).Integer(0).ToArray();

        Assert.Equal(expected, RefusalOf(Certificates.Craft(SignedCertificates.Header(), payload)));
    }

    [Theory]
    [InlineData("王明 ")]
    [InlineData("Jose\u0301")]
    [InlineData("")]
    public void NewPayload_NameNotNormalised_Throws(string name) => Assert.Throws<ArgumentException>(() => SignedCertificates.Payload(name));

    private static byte[] PayloadBytes(string name = "王小明") => SignedCertificates.Payload(name).Encode();

    private static Verdict RefusalOf(ReadOnlySpan<byte> bytes)
    {
        CertificateToken.TryDecode(bytes, out _, out var refusal);
        return refusal;
    }
}
