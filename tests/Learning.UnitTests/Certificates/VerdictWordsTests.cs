using System.Globalization;
using System.Text.Json;
using Learning.Certificates.Endpoints;
using Learning.Certificates.Services;
using Learning.Credentials;
using Learning.Framework.Texts;

namespace Learning.UnitTests.Certificates;

public sealed class VerdictWordsTests
{
    private static readonly Localizer Texts = new([typeof(Learning.Certificates.Startup).Assembly]);

    public static TheoryData<Verdict?, string> All =>
        new(new Verdict?[] { null }.Concat(Enum.GetValues<Verdict>().Cast<Verdict?>()).SelectMany(v => new[] { "zh-CN", "en" }.Select(c => (v, c))));

    [Theory]
    [MemberData(nameof(All))]
    public void Of_EveryVerdict_HasOneSentenceAndANextStep(Verdict? verdict, string culture)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var words = VerdictWords.Of(Texts, verdict);

            Assert.Contains(words.Kind, (string[])["ok", "warn", "bad", "none"]);
            Assert.False(string.IsNullOrWhiteSpace(words.Sentence));
            Assert.False(string.IsNullOrWhiteSpace(words.Next));
            Assert.EndsWith(culture == "en" ? "." : "。", words.Sentence, StringComparison.Ordinal);
            Assert.Equal(culture != "en", words.Sentence.Any(c => c > '⺀'));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void Of_OnlyValid_IsGreen() =>
        Assert.Equal([Verdict.Valid], Enum.GetValues<Verdict>().Where(v => VerdictWords.Of(Texts, v).Kind == "ok"));

    [Fact]
    public void Of_NotFound_ShowsNothingOfAnybody()
    {
        var answer = VerifyAnswer.Of(Texts, new VerificationAnswer(null, null, null, null, DateTimeOffset.UnixEpoch), masked: true);

        var json = JsonSerializer.Serialize(answer, VerifyJson.Written.VerifyAnswer);

        Assert.Equal(["verdict", "kind", "sentence", "next", "checkedAt"], JsonDocument.Parse(json).RootElement.EnumerateObject().Select(p => p.Name));
    }

    [Theory]
    [InlineData("""{"token":"1"}""", true)]
    [InlineData("""{"number":"a","name":"b"}""", true)]
    [InlineData("""{"number":"a"}""", false)]
    [InlineData("""{"token":"1","name":"b"}""", false)]
    [InlineData("""{"token":"1","token":"2"}""", false)]
    [InlineData("""{"token":1}""", false)]
    [InlineData("""{"Token":"1"}""", false)]
    [InlineData("""{"token":"1","more":true}""", false)]
    [InlineData("""[]""", false)]
    [InlineData("", false)]
    public void Parse_Question_IsStrict(string json, bool right) =>
        Assert.Equal(right, VerifyQuestion.Parse(System.Text.Encoding.UTF8.GetBytes(json)) is not null);
}
