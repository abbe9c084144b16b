using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Learning.Credentials;
using Xunit;

namespace Learning.UnitTests.Credentials;

public sealed class TokenVerifierTests
{
    private static readonly SignedCertificates Certificates = new();

    public static TheoryData<CertificateStatus, double, Verdict> Statuses => new()
    {
        { CertificateStatus.Good, 0, Verdict.Valid },
        { CertificateStatus.Good, 24, Verdict.Valid },
        { CertificateStatus.Good, 24.1, Verdict.ValidStale },
        { CertificateStatus.Good, 168, Verdict.ValidStale },
        { CertificateStatus.Good, 168.1, Verdict.StatusUnknown },
        { CertificateStatus.Good, -0.05, Verdict.Valid },
        { CertificateStatus.Good, -1, Verdict.StatusUnknown },
        { CertificateStatus.Revoked, 0, Verdict.Revoked },
        { CertificateStatus.Revoked, 1000, Verdict.Revoked },
        { CertificateStatus.Suspended, 1, Verdict.Suspended },
        { CertificateStatus.Superseded, 0, Verdict.Superseded },
        { CertificateStatus.Unknown, 0, Verdict.StatusUnknown },
    };

    [Theory]
    [MemberData(nameof(Statuses))]
    public void Verify_Status_DecidesTheVerdict(CertificateStatus status, double hours, Verdict expected)
    {
        var answer = new StatusAnswer(status, SignedCertificates.Noon - TimeSpan.FromHours(hours));
        var token = Certificates.Token();

        var verification = Certificates.Verifier(answer: answer).Verify(token.Digits);

        Assert.Equal(expected, verification.Verdict);
        Assert.Equal("王小明", verification.Certificate!.Name);
        Assert.Equal(status == CertificateStatus.Unknown ? null : answer.AsOf, verification.StatusAsOf);
        Assert.Equal(verification, Certificates.Verifier().Complete(Certificates.Verifier().Verify(token), answer));
    }

    [Fact]
    public void Verify_ListPastItsEnd_IsStatusUnknown()
    {
        var answer = SignedCertificates.Good(TimeSpan.FromHours(2)) with { ValidUntil = SignedCertificates.Noon.AddHours(-1) };

        Assert.Equal(Verdict.StatusUnknown, Certificates.Verifier(answer: answer).Verify(Certificates.Token()).Verdict);
    }

    [Fact]
    public void Verify_NoStatusSource_IsStatusUnknown()
    {
        var verification = Certificates.Verifier().Verify(Certificates.Token().Digits);

        Assert.Equal(Verdict.StatusUnknown, verification.Verdict);
        Assert.Null(verification.StatusAge);
    }

    [Fact]
    public void Complete_AnswerForARefusedToken_ChangesNothing()
    {
        var refused = Certificates.Verifier().Verify("123");

        Assert.Same(refused, Certificates.Verifier().Complete(refused, SignedCertificates.Good()));
    }

    [Theory]
    [InlineData(0, null, Verdict.Valid)]
    [InlineData(1, null, Verdict.NotYet)]
    [InlineData(-30, 0, Verdict.Valid)]
    [InlineData(-30, -1, Verdict.Expired)]
    public void Verify_Dates_AreWholeDaysInShanghai(int issued, int? expires, Verdict expected)
    {
        var today = SignedCertificates.Today;
        var payload = SignedCertificates.Payload(issued: today.AddDays(issued), expires: expires is { } days ? today.AddDays(days) : null);

        Assert.Equal(expected, Verify(Certificates.Token(payload)));
    }

    [Fact]
    public void Verify_AnHourAfterMidnightInShanghai_IsAlreadyTheNextDay()
    {
        var clock = new SignedCertificates.FixedTime(new DateTimeOffset(2026, 9, 19, 17, 0, 0, TimeSpan.Zero));
        var payload = SignedCertificates.Payload(issued: SignedCertificates.Today);

        var verdict = new TokenVerifier(new KeyRing([Certificates.Entry]), clock).Verify(Certificates.Token(payload)).Verdict;

        Assert.Equal(Verdict.StatusUnknown, verdict);
    }

    [Fact]
    public void Verify_KeyNotInTheRing_IsUnknownKey() =>
        Assert.Equal(Verdict.UnknownKey, Certificates.VerdictOf(Certificates.Craft(SignedCertificates.Header(99), SignedCertificates.Payload().Encode())));

    [Fact]
    public void Verify_KeyOfOtherUse_IsWrongKeyUse() => Assert.Equal(
        Verdict.WrongKeyUse, Certificates.VerdictOf(Certificates.Craft(SignedCertificates.Header(SignedCertificates.StatusKey), SignedCertificates.Payload().Encode())));

    [Fact]
    public void Verify_SignedByAnotherKey_IsBadSignatureAndShowsNoName()
    {
        var verification = Certificates.Verifier().Verify(new SignedCertificates().Token());

        Assert.Equal(Verdict.BadSignature, verification.Verdict);
        Assert.Null(verification.Certificate);
    }

    [Fact]
    public void Verify_HighS_IsNonCanonical()
    {
        var bytes = Certificates.Token().Bytes.ToArray();
        var order = BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", System.Globalization.NumberStyles.HexNumber);
        var high = order - new BigInteger(bytes.AsSpan(^32..), isUnsigned: true, isBigEndian: true);
        bytes.AsSpan(^32..).Clear();
        var digits = high.ToByteArray(isUnsigned: true, isBigEndian: true);
        digits.CopyTo(bytes.AsSpan(bytes.Length - digits.Length));

        Assert.Equal(Verdict.NonCanonical, Certificates.VerdictOf(bytes));
    }

    [Theory]
    [InlineData(0x00, 0x00)]
    [InlineData(0xFF, 0x01)]
    [InlineData(0x01, 0xFF)]
    [InlineData(0x01, 0x00)]
    [InlineData(0x00, 0x01)]
    public void Verify_SignatureOutOfRange_IsBadSignature(byte r, byte s)
    {
        byte[] signature = [.. Enumerable.Repeat(r, 32), .. Enumerable.Repeat(s, 32)];

        Assert.Equal(Verdict.BadSignature, Certificates.VerdictOf(Certificates.Craft(SignedCertificates.Header(), SignedCertificates.Payload().Encode(), signature)));
    }

    [Fact]
    public void Verify_NameOfAnotherPersonInTheToken_IsBadSignature()
    {
        var token = Certificates.Token();
        var other = SignedCertificates.Payload("李小明").Encode();

        Assert.Equal(Verdict.BadSignature, Certificates.VerdictOf(Certificates.Craft(SignedCertificates.Header(), other, token.Signature.ToArray())));
    }

    [Fact]
    public void Verify_HmacWithThePublicKey_IsUnsupported()
    {
        var header = new Learning.Credentials.Cbor.CborWriter().Map(2).Integer(1).Integer(5).Integer(4).Bytes([SignedCertificates.CertKey]).ToArray();
        var payload = SignedCertificates.Payload().Encode();
        var mac = System.Security.Cryptography.HMACSHA256.HashData(System.Text.Encoding.ASCII.GetBytes(Certificates.Key.PublicKey.X), payload);

        Assert.Equal(Verdict.Unsupported, Certificates.VerdictOf(Certificates.Craft(header, payload, [.. mac, .. mac])));
    }

    [Theory]
    [InlineData(KeyState.Active, null, Verdict.Valid)]
    [InlineData(KeyState.Retired, null, Verdict.Valid)]
    [InlineData(KeyState.Revoked, null, Verdict.KeyRevoked)]
    [InlineData(KeyState.Logged, -1, Verdict.Valid)]
    [InlineData(KeyState.Logged, 0, Verdict.KeyRevoked)]
    [InlineData(KeyState.Logged, null, Verdict.KeyRevoked)]
    public void Verify_KeyState_DecidesTrust(KeyState state, int? loggedHoursAfterCutoff, Verdict expected)
    {
        var cutoff = SignedCertificates.Noon.AddDays(-3);
        var entry = Certificates.Entry with { State = state, Cutoff = state == KeyState.Logged ? cutoff : null };
        var log = new SignedCertificates.FixedLog(loggedHoursAfterCutoff is { } hours ? cutoff.AddHours(hours) : null);

        var verification = Certificates.Verifier(entry, SignedCertificates.Good(), log).Verify(Certificates.Token());

        Assert.Equal(expected, verification.Verdict);
        Assert.Equal(expected == Verdict.KeyRevoked, verification.Certificate is null);
    }

    [Fact]
    public void Verify_LoggedKeyWithoutALog_IsKeyRevoked()
    {
        var entry = Certificates.Entry with { State = KeyState.Logged, Cutoff = SignedCertificates.Noon };

        Assert.Equal(Verdict.KeyRevoked, Certificates.Verifier(entry, SignedCertificates.Good()).Verify(Certificates.Token()).Verdict);
    }

    [Fact]
    public void Verify_IssuedOutsideTheKeysWindow_IsKeyRevoked()
    {
        var token = Certificates.Token(SignedCertificates.Payload(issued: new DateOnly(2026, 9, 1)));

        Assert.Equal(Verdict.KeyRevoked, Certificates.Verifier(Certificates.Entry with { NotAfter = new DateOnly(2026, 8, 31) }).Verify(token).Verdict);
        Assert.Equal(Verdict.KeyRevoked, Certificates.Verifier(Certificates.Entry with { NotBefore = new DateOnly(2026, 9, 2) }).Verify(token).Verdict);
    }

    [Fact]
    public void Verify_OneDigitChanged_IsNeverValid()
    {
        var digits = Certificates.Token().Digits;
        var verifier = Certificates.Verifier(answer: SignedCertificates.Good());
        Assert.Equal(Verdict.Valid, verifier.Verify(digits).Verdict);

        var positions = Gen.Choose(0, digits.Length - 1).SelectMany(at => Gen.Choose(1, 9).Select(by => (at, by)));
        Prop.ForAll(positions.ToArbitrary(), change =>
        {
            var changed = digits.ToCharArray();
            changed[change.at] = (char)('0' + ((changed[change.at] - '0' + change.by) % 10));
            return verifier.Verify(changed).Verdict is Verdict.BadSignature or Verdict.Malformed or Verdict.NonCanonical
                or Verdict.Unsupported or Verdict.UnknownKey or Verdict.WrongKeyUse;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Fact]
    public void Verify_AnyText_NeverThrows() => Prop.ForAll<string?>(text =>
        Certificates.Verifier().Verify(text.AsSpan()).Certificate is null).QuickCheckThrowOnFailure();

    [Fact]
    public void Verify_ManyThreads_AgreeOnEveryToken()
    {
        var verifier = Certificates.Verifier(answer: SignedCertificates.Good());
        var tokens = Enumerable.Range(0, 50).Select(_ => Certificates.Token().Digits).ToArray();

        Parallel.For(0, 1_000, i => Assert.Equal(Verdict.Valid, verifier.Verify(tokens[i % tokens.Length]).Verdict));
    }

    [Fact]
    public void Code_EveryVerdict_IsUpperSnakeOfItsName() => Assert.All(Enum.GetValues<Verdict>(), v =>
        Assert.Equal(System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(v.ToString()), v.Code()));

    private static Verdict Verify(CertificateToken token) => Certificates.Verifier(answer: SignedCertificates.Good()).Verify(token).Verdict;
}
