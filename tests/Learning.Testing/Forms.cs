using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Learning.Testing;

/// <summary>Fills and posts the forms of a page as a browser without script would: hidden fields and token come along.</summary>
public sealed class PageForm(IHtmlFormElement form)
{
    private readonly List<KeyValuePair<string, string>> fields = [.. Fields(form)];

    public PageForm Set(string name, string value)
    {
        fields.RemoveAll(f => string.Equals(f.Key, name, StringComparison.OrdinalIgnoreCase));
        fields.Add(new(name, value));
        return this;
    }

    public PageForm Add(string name, string value)
    {
        fields.Add(new(name, value));
        return this;
    }

    /// <summary>Presses the button of this name and value.</summary>
    public PageForm Press(string name, string value) => Set(name, value);

    internal (string Action, FormUrlEncodedContent Content, HttpMethod Method) Build() =>
        (form.GetAttribute("action") is { Length: > 0 } action ? action : form.BaseUri, new FormUrlEncodedContent(fields),
            string.Equals(form.Method, "get", StringComparison.OrdinalIgnoreCase) ? HttpMethod.Get : HttpMethod.Post);

    private static IEnumerable<KeyValuePair<string, string>> Fields(IHtmlFormElement form)
    {
        foreach (var element in form.Elements)
        {
            switch (element)
            {
                case IHtmlInputElement { Name: { Length: > 0 } name } input when input.Type is not ("submit" or "button" or "file"):
                    if (input.Type is not ("checkbox" or "radio") || input.IsChecked)
                    {
                        yield return new(name, input.Value);
                    }

                    break;
                case IHtmlTextAreaElement { Name: { Length: > 0 } name } area:
                    yield return new(name, area.Value);
                    break;
                case IHtmlSelectElement { Name: { Length: > 0 } name } select:
                    yield return new(name, select.Value ?? "");
                    break;
            }
        }
    }
}

public static class Pages
{
    /// <summary>Gets a page and reads it.</summary>
    public static async Task<IHtmlDocument> PageAsync(this HttpClient visitor, string path)
    {
        using var response = await visitor.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute));
        return await response.ReadPageAsync();
    }

    public static async Task<IHtmlDocument> ReadPageAsync(this HttpResponseMessage response) =>
        new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());

    /// <summary>Opens a page, fills its form (the one with the selector, or of the button with it, else the first that posts: in <c>main</c> before the layout's own) and sends it.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(this HttpClient visitor, string path, Action<PageForm> fill, string? selector = null)
    {
        using var response = await visitor.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute));
        var page = await response.ReadPageAsync();
        return await visitor.SubmitAsync(page, response.RequestMessage!.RequestUri!.PathAndQuery, fill, selector);
    }

    /// <summary>Fills and sends a form of a page already read.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(this HttpClient visitor, IHtmlDocument page, string path, Action<PageForm> fill, string? selector = null)
    {
        var found = selector is null ? page.QuerySelector("main form[method=post]") ?? page.QuerySelector("form[method=post]") : page.QuerySelector(selector);
        var element = found as IHtmlFormElement ?? (found as IHtmlButtonElement)?.Form ?? throw new InvalidOperationException($"{path} has no form '{selector ?? "form[method=post]"}'; it says: {page.Body?.TextContent.Trim()[..Math.Min(400, page.Body.TextContent.Trim().Length)]}");
        var form = new PageForm(element);
        fill(form);
        var (_, content, method) = form.Build();
        var action = (found as IHtmlButtonElement)?.GetAttribute("formaction") is { Length: > 0 } pressed ? pressed : element.GetAttribute("action") is { Length: > 0 } named ? named : path;
        using var request = new HttpRequestMessage(method, new Uri(action, UriKind.RelativeOrAbsolute)) { Content = content };
        return await visitor.SendAsync(request);
    }
}
