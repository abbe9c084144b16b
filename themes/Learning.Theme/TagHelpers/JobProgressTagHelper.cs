using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Learning.Theme;

/// <summary><c>&lt;job-progress id="import" url="…" title="…" done="3200" total="10000"&gt;buttons&lt;/job-progress&gt;</c>: work that goes on by itself.</summary>
[HtmlTargetElement("job-progress")]
public sealed class JobProgressTagHelper(IStringLocalizer T, IFileVersionProvider versions) : ThemeTagHelper(versions)
{
    /// <summary>What is being done.</summary>
    public string Title { get; set; } = "";

    /// <summary>The address that draws this page again, asked once a second while it runs.</summary>
    public string Url { get; set; } = "";

    /// <summary>Id of the region around it that is taken anew; without it only the component itself. A page whose report appears when the work is done names the region of the report.</summary>
    public string? Replaces { get; set; }

    /// <summary>How many are done.</summary>
    public int Done { get; set; }

    /// <summary>How many there are; 0 while that is not known.</summary>
    public int Total { get; set; }

    /// <summary>An estimate, if there is one.</summary>
    public int? MinutesLeft { get; set; }

    /// <summary>queued, running, paused, done or failed.</summary>
    public string State { get; set; } = "running";

    /// <summary>How it ended, or why it stopped, in words.</summary>
    public string? Message { get; set; }

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var goesOn = State is "queued" or "running";
        var id = output.Attributes["id"]?.Value?.ToString() ?? "job";
        Become(output, "section", "job");
        output.Attributes.SetAttribute("id", id);
        output.Attributes.SetAttribute("aria-live", "polite");
        if (goesOn && Url.Length > 0)
        {
            output.Attributes.SetAttribute("hx-get", Url);
            output.Attributes.SetAttribute("hx-trigger", "every 1s");
            output.Attributes.SetAttribute("hx-select", "#" + (Replaces ?? id));
            output.Attributes.SetAttribute("hx-target", Replaces is null ? "this" : "#" + Replaces);
            output.Attributes.SetAttribute("hx-swap", "outerHTML");
            output.Attributes.SetAttribute("data-quiet", "");
        }

        var bar = Element("progress", null);
        if (Total > 0)
        {
            bar.MergeAttribute("value", Math.Min(Done, Total).ToString(System.Globalization.CultureInfo.InvariantCulture));
            bar.MergeAttribute("max", Total.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        bar.MergeAttribute("aria-label", Title);
        var buttons = await output.GetChildContentAsync();
        output.Content.AppendHtml(Element("div", "job-head", Words("strong", null, Title), Words("span", "number", Counts())));
        output.Content.AppendHtml(bar);
        output.Content.AppendHtml(Words("p", "note", Message ?? Usual()));
        if (!buttons.IsEmptyOrWhiteSpace)
        {
            output.Content.AppendHtml(Element("div", "buttons", buttons));
        }
    }

    private string Counts()
    {
        if (Total == 0)
        {
            return State == "queued" ? T["排队中"] : T["正在清点"];
        }

        var counts = T["已处理{0}/{1}", Amount(Done), Amount(Total)];
        return MinutesLeft is { } minutes && State == "running" ? T["{0}·约{1}分钟", counts, minutes] : counts;
    }

    private string Usual() => State switch
    {
        "queued" or "running" => T["可以离开此页，处理会继续。"],
        "paused" => T["已暂停，做完的都留着，可以接着来。"],
        "done" => T["都办完了。"],
        _ => T["没有做完，做完的都留着，可以再试。"],
    };
}
