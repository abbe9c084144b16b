using Learning.Credentials;
using Xunit;

namespace Learning.UnitTests.Credentials;

public sealed class CertificateSiteTests
{
    private static readonly SignedCertificates Certificates = new();

    [Theory]
    [InlineData("https://PeiXun.Example.gov.cn", "https://peixun.example.gov.cn/v#", "peixun.example.gov.cn")]
    [InlineData("https://example.cn:8443/", "https://example.cn:8443/v#", "example.cn:8443")]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080/v#", "127.0.0.1:5080")]
    [InlineData("https://培训.cn", "https://xn--2js261j.cn/v#", "xn--2js261j.cn")]
    public void New_Origin_IsLowerCaseAscii(string origin, string prefix, string host)
    {
        var site = new CertificateSite(new Uri(origin));

        Assert.Equal(prefix, site.Prefix);
        Assert.Equal(host, site.Host);
    }

    [Theory]
    [InlineData("http://example.cn")]
    [InlineData("https://example.cn/path")]
    [InlineData("https://example.cn/?q")]
    [InlineData("https://example.cn/#f")]
    [InlineData("https://me@example.cn")]
    [InlineData("ftp://example.cn")]
    public void New_NotAnOrigin_Throws(string origin) => Assert.Throws<ArgumentException>(() => new CertificateSite(new Uri(origin)));

    [Fact]
    public void TryReadDigits_OwnLink_GivesTheToken()
    {
        var token = Certificates.Token();

        Assert.True(SignedCertificates.Site.TryReadDigits(SignedCertificates.Site.Link(token), out var digits));
        Assert.Equal(token.Digits, digits);
    }

    [Theory]
    [InlineData("https://peixun.example.gov.cn.evil.cn/v#123")]
    [InlineData("https://peixun.example.gov.cn@evil.cn/v#123")]
    [InlineData("https://peixun-example.gov.cn/v#123")]
    [InlineData("https://pеixun.example.gov.cn/v#123")]
    [InlineData("http://peixun.example.gov.cn/v#123")]
    [InlineData("https://peixun.example.gov.cn/v?123")]
    [InlineData("https://peixun.example.gov.cn/v#")]
    [InlineData("https://peixun.example.gov.cn/v#12a")]
    [InlineData(null)]
    public void TryReadDigits_LookAlikeOrOtherText_IsRefused(string? scanned) => Assert.False(SignedCertificates.Site.TryReadDigits(scanned, out _));

    [Theory]
    [InlineData("王明", 8)]
    [InlineData("王小明", 8)]
    [InlineData("欧阳小明", 8)]
    [InlineData("一二三四五六七八九十一二三四五六七八九十", 10)]
    public void QrVersion_UsualHost_IsAsPrinted(string name, int version) =>
        Assert.Equal(version, new CertificateSigner(Certificates.Entry, Certificates.Key, SignedCertificates.Site).QrVersion(SignedCertificates.Payload(name)));

    [Fact]
    public void TrySign_LongNameOnALongHost_IsRefused()
    {
        var site = new CertificateSite(new Uri("https://" + new string('a', 60) + ".example.gov.cn"));
        var signer = new CertificateSigner(Certificates.Entry, Certificates.Key, site);
        var payload = SignedCertificates.Payload("一二三四五六七八九十一二三四五六七八九十");

        Assert.False(signer.Fits(payload));
        Assert.False(signer.TrySign(payload, out _));
    }

    [Fact]
    public void TrySign_DateOutsideTheKeysWindow_Throws()
    {
        var signer = new CertificateSigner(Certificates.Entry, Certificates.Key, SignedCertificates.Site);

        Assert.Throws<ArgumentException>(() => signer.TrySign(SignedCertificates.Payload(issued: new DateOnly(2027, 1, 1)), out _));
    }

    [Fact]
    public void NewSigner_KeyThatMayNotSign_Throws()
    {
        Assert.Throws<ArgumentException>(() => new CertificateSigner(Certificates.Entry with { State = KeyState.Retired }, Certificates.Key, SignedCertificates.Site));
        Assert.Throws<ArgumentException>(() => new CertificateSigner(Certificates.Entry with { Use = KeyUse.Status }, Certificates.Key, SignedCertificates.Site));
        Assert.Throws<ArgumentException>(() => new CertificateSigner(Certificates.Entry, SigningKey.Create(), SignedCertificates.Site));
    }

    // ISO/IEC 18004, table 7, gives 365 and 513 digits at 8-M and 10-M; an empty byte segment before them costs 12 and 20 bits.
    [Theory]
    [InlineData(0, 30, 1)]
    [InlineData(0, 361, 8)]
    [InlineData(0, 507, 10)]
    [InlineData(0, 508, null)]
    [InlineData(32, 282, 8)]
    [InlineData(34, 282, 9)]
    public void VersionFor_AddressAndDigits_IsTheSmallestThatHolds(int address, int digits, int? version) =>
        Assert.Equal(version, QrSize.VersionFor(address, digits));
}
