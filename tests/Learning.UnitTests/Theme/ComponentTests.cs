using System.Text.Encodings.Web;
using Learning.Framework.Texts;
using Learning.Theme;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Learning.UnitTests.Theme;

public sealed class ComponentTests
{
    private static readonly Localizer Chinese = new([]);
    private static readonly Unversioned Versions = new();

    [Theory]
    [InlineData(0, 8, false)]
    [InlineData(5.5, 8, false)]
    [InlineData(8, 8, true)]
    [InlineData(11, 8, true)]
    [InlineData(0, 0, false)]
    public async Task Ring_Value_IsMetOnlyWhenReached(double value, double max, bool met)
    {
        var html = await DrawAsync(new ProgressRingTagHelper(Chinese, Versions) { Value = (decimal)value, Max = (decimal)max, Unit = "学时", Label = "本学年" });

        Assert.Equal(met, html.Contains("ring-met", StringComparison.Ordinal));
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chip_UnknownKind_Throws() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => DrawAsync(new StatusChipTagHelper(Chinese, Versions) { Kind = "green" }));

    [Fact]
    public async Task Chip_Text_IsEncoded()
    {
        var html = await DrawAsync(new StatusChipTagHelper(Chinese, Versions) { Kind = "met", Text = "<b>" });

        Assert.Contains("&lt;b&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pager_Links_KeepTheFilters()
    {
        var html = await DrawAsync(new PagerTagHelper(Chinese, Versions) { Page = 2, Pages = 3, Total = 120, Unit = "人" }, "?q=%E7%8E%8B&role=a&role=b&p=2");

        Assert.Contains("?q=%E7%8E%8B&amp;role=a&amp;role=b&amp;p=3", html, StringComparison.Ordinal);
        Assert.Contains("第2页，共3页，120人", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pager_OnePage_IsNothing() =>
        Assert.Empty(await DrawAsync(new PagerTagHelper(Chinese, Versions) { Page = 1, Pages = 1, Total = 3 }));

    [Fact]
    public async Task ErrorSummary_Errors_LinkToTheirFields()
    {
        var html = await DrawAsync(new ErrorSummaryTagHelper(Chinese, Versions), "", state => state.AddModelError("Input.Hours", "填写学时，例如1.5。"));

        Assert.Contains("有1处需要改", html, StringComparison.Ordinal);
        Assert.Contains("href=\"#Input_Hours\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ErrorSummary_NoErrors_IsNothing() => Assert.Empty(await DrawAsync(new ErrorSummaryTagHelper(Chinese, Versions)));

    private static async Task<string> DrawAsync(ThemeTagHelper component, string query = "", Action<ModelStateDictionary>? errors = null)
    {
        var http = new DefaultHttpContext();
        http.Request.Path = "/people";
        http.Request.QueryString = new QueryString(query);
        var data = new ViewDataDictionary(new EmptyModelMetadataProvider(), new ModelStateDictionary());
        errors?.Invoke(data.ModelState);
        component.ViewContext = new ViewContext { HttpContext = http, ViewData = data };
        var output = new TagHelperOutput("x", [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()));
        await component.ProcessAsync(new TagHelperContext([], new Dictionary<object, object>(), "1"), output);
        await using var writer = new StringWriter();
        output.WriteTo(writer, HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All));
        return writer.ToString();
    }

    private sealed class Unversioned : IFileVersionProvider
    {
        public string AddFileVersionToPath(PathString requestPathBase, string path) => path;
    }
}
