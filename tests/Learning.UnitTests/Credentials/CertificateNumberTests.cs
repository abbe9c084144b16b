using FsCheck;
using FsCheck.Fluent;
using Learning.Credentials;
using Xunit;

namespace Learning.UnitTests.Credentials;

public sealed class CertificateNumberTests
{
    private const string Crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static readonly Arbitrary<CertificateNumber> AnyNumber = Gen
        .Choose(1, 6)
        .SelectMany(kind => Gen.Choose(2000, 2099).Select(year => CertificateNumber.New((CertificateKind)kind, year)))
        .ToArbitrary();

    [Theory]
    [InlineData(CertificateKind.CounsellorA, "XA26")]
    [InlineData(CertificateKind.CounsellorB, "XB26")]
    [InlineData(CertificateKind.CounsellorC, "XC26")]
    [InlineData(CertificateKind.Hours, "XS26")]
    [InlineData(CertificateKind.ParentSchool, "JZ26")]
    [InlineData(CertificateKind.Practicum, "SX26")]
    public void New_EachKind_BeginsWithKindAndYear(CertificateKind kind, string start)
    {
        var number = CertificateNumber.New(kind, 2026);

        Assert.StartsWith(start, number.Value, StringComparison.Ordinal);
        Assert.Equal(13, number.Value.Length);
        Assert.All(number.Value[4..], c => Assert.Contains(c, Crockford));
        Assert.Equal(26, number.TwoDigitYear);
    }

    [Fact]
    public void New_ManyTimes_NeverRepeats() =>
        Assert.Equal(20_000, Enumerable.Range(0, 20_000).Select(_ => CertificateNumber.New(CertificateKind.Hours, 2026)).Distinct().Count());

    [Theory]
    [InlineData(1999)]
    [InlineData(2100)]
    public void New_YearOutOfRange_Throws(int year) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CertificateNumber.New(CertificateKind.Hours, year));

    [Fact]
    public void Check_ExampleOfTheGlobalReleaseIdentifier_Agrees() => Assert.Equal('M', Iso7064.Check("A12425GABC1234002"));

    [Fact]
    public void TryParse_AnyNumber_RoundTrips() => Prop.ForAll(AnyNumber, n =>
        CertificateNumber.TryParse(n.Value, out var plain) && plain == n
        && CertificateNumber.TryParse(n.Grouped, out var grouped) && grouped == n).QuickCheckThrowOnFailure();

    [Fact]
    public void TryParse_AsPeopleType_Normalises() => Prop.ForAll(AnyNumber, n =>
    {
        var eight = n.Value[4..12].Replace('0', 'o').Replace('1', 'l');
        var typed = $" {n.Value[..2].ToLowerInvariant()}-{n.Value[2..4]}　{eight[..4]}–{eight[4..].ToLowerInvariant()} {n.Value[12..]}";
        var wide = string.Concat(n.Value.Select(c => (char)(c - '!' + '！')));
        return CertificateNumber.TryParse(typed, out var read) && read == n && CertificateNumber.TryParse(wide, out var narrow) && narrow == n;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void TryParse_OneCharacterWrong_IsRefused() => Prop.ForAll(AnyNumber, n => Enumerable.Range(4, 8).All(i => Crockford
        .Where(c => c != n.Value[i])
        .All(c => !CertificateNumber.TryParse(n.Value[..i] + c + n.Value[(i + 1)..], out _)))).QuickCheckThrowOnFailure();

    [Fact]
    public void TryParse_NeighboursSwapped_IsRefused() => Prop.ForAll(AnyNumber, n => Enumerable.Range(4, 7)
        .Where(i => n.Value[i] != n.Value[i + 1])
        .All(i => !CertificateNumber.TryParse(n.Value[..i] + n.Value[i + 1] + n.Value[i] + n.Value[(i + 2)..], out _)))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("XA26")]
    [InlineData("攀教心C〔2026〕0001号")]
    [InlineData("0000000000000")]
    [InlineData("XA26UUUUUUUU0")]
    [InlineData("XD26000000000")]
    public void TryParse_NotANumber_IsRefused(string? text) => Assert.False(CertificateNumber.TryParse(text, out _));

    [Fact]
    public void TryParse_LetterForDigitOutsideTheEight_IsRefused()
    {
        var number = CertificateNumber.New(CertificateKind.Hours, 2000).Value;

        Assert.False(CertificateNumber.TryParse(number.Replace("XS00", "XSOO", StringComparison.Ordinal), out _));
    }

    [Fact]
    public void TryParse_HugeText_IsRefused() => Assert.False(CertificateNumber.TryParse(new string(' ', 1_000_000), out _));

    [Fact]
    public void TryParse_AnyText_NeverThrows() => Prop.ForAll<string?>(text =>
    {
        _ = CertificateNumber.TryParse(text, out _);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Grouped_ForReading_IsFourFourFourOne()
    {
        var number = CertificateNumber.New(CertificateKind.CounsellorA, 2026);

        Assert.Matches("^XA26 [0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]$", number.Grouped);
    }
}
