using Learning.Framework.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.Theme.Pages;

/// <summary>/error/{code}: what went wrong, in words, and the way on. The pipeline leads here; the status code stays.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorModel(IStringLocalizer T) : PageModel
{
    /// <summary>What happened.</summary>
    public string Heading { get; private set; } = "";

    /// <summary>What to do.</summary>
    public string Advice { get; private set; } = "";

    /// <summary>The icon beside it.</summary>
    public string Icon { get; private set; } = "alert-circle";

    /// <summary>What to quote when reporting a fault of ours.</summary>
    public string? Reference { get; private set; }

    /// <summary>A better way on than the home page, where there is one.</summary>
    public string? Href { get; private set; }

    /// <summary>What to call it.</summary>
    public string? Way { get; private set; }

    /// <summary>Any method: a failed post is shown the same way.</summary>
    public void OnGet(int? code) => Show(code ?? 500);

    /// <inheritdoc cref="OnGet"/>
    public void OnPost(int? code) => Show(code ?? 500);

    /// <summary>The page the person came from, where it is one of ours: what was typed there comes back.</summary>
    private string? Back() =>
        Uri.TryCreate(Request.Headers.Referer, UriKind.Absolute, out var from) && from.Authority == Request.Host.Value ? from.PathAndQuery : null;

    private void Show(int code)
    {
        // Reached by a redirect (no permission) the answer would otherwise say that all is well.
        if (Response.StatusCode == 200 && code is >= 400 and < 600)
        {
            Response.StatusCode = code;
        }

        (Heading, Advice, Icon) = code switch
        {
            400 => (T["这一步没有做成"].Value, T["页面放得太久了。回到上一页再做一次，写的内容都还在。"].Value, "refresh"),
            401 or 403 => (T["现在的身份看不到这里"].Value, T["可以换个身份，或者请管理员开通。"].Value, "lock"),
            404 => (T["这里没有这一页"].Value, T["链接可能写错了，或者内容已经移走。"].Value, "search"),
            413 => (T["文件太大了"].Value, T["缩小一些再上传。"].Value, "file-upload"),
            429 => (T["来得太勤了"].Value, T["请过一分钟再试。"].Value, "clock"),
            _ => (T["我们这边出错了，没有保存"].Value, T["请再试一次；还是不行，把编号告诉管理员。"].Value, "tool"),
        };
        Reference = Faults.ReferenceOf(HttpContext);
        (Href, Way) = code switch
        {
            400 when Back() is { } back => (back, T["回到上一页"].Value),
            401 => ("/sign-in", T["登录"].Value),
            403 when User.Identity?.IsAuthenticated == true => ("/people/acting", T["换个身份"].Value),
            _ => (null, null),
        };
    }
}
