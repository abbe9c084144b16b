using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Routing;

namespace Learning.Theme;

/// <summary>How a reader wants the site to look: light or dark, large type, language. Cookies, so that it works before sign-in.</summary>
public static class Appearance
{
    internal const string ThemeCookie = "theme", SizeCookie = "size", LanguageCookie = "language";

    internal static string? Theme(HttpRequest request) => request.Cookies[ThemeCookie] is ("light" or "dark") and var theme ? theme : null;

    internal static bool IsLarge(HttpRequest request) => request.Cookies[SizeCookie] == "large";

    internal static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/appearance", (HttpRequest request) => ChangeAsync(request)).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();

    private static async Task<IResult> ChangeAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
        {
            return Results.BadRequest();
        }

        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        Keep(request, ThemeCookie, form["theme"], ["light", "dark", ""]);
        Keep(request, SizeCookie, form["size"], ["large", ""]);
        if (form["language"].ToString() is ("zh-CN" or "en") and var language)
        {
            Keep(request, LanguageCookie, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)), null);
        }

        var back = form["returnUrl"].ToString();
        return back.StartsWith('/') && !back.StartsWith("//", StringComparison.Ordinal) && !back.Contains('\\', StringComparison.Ordinal) && !back.Any(char.IsControl)
            ? Results.LocalRedirect(back)
            : Results.LocalRedirect("~/");
    }

    private static void Keep(HttpRequest request, string cookie, string? value, string[]? allowed)
    {
        if (value is null || allowed?.Contains(value) == false)
        {
            return;
        }

        var options = new CookieOptions { Path = "/", SameSite = SameSiteMode.Lax, Secure = request.IsHttps, IsEssential = true, MaxAge = TimeSpan.FromDays(365) };
        if (value.Length == 0)
        {
            request.HttpContext.Response.Cookies.Delete(cookie, options);
        }
        else
        {
            request.HttpContext.Response.Cookies.Append(cookie, value, options);
        }
    }
}
