using System.Text.RegularExpressions;
using Learning.Core;
using Learning.Curricula.Models;
using Learning.Curricula.Services;
using Learning.Framework.Data;
using Learning.Framework.Recipes;
using Learning.Framework.Recipes.Content;

namespace Learning.Curricula.Recipes;

/// <summary>A plain text page from a recipe.</summary>
internal sealed partial class PageType(LearningDbContext db, TimeProvider clock) : IContentType
{
    public string Name => "Page";

    public Type Part => typeof(PagePart);

    public async Task ImportAsync(ContentItem item, object part, string markdown, RecipeRun run, string at, CancellationToken cancellation)
    {
        var path = ((PagePart)part).Path;
        run.Require(PathForm().IsMatch(path), $"{at}.PagePart.Path", "expected letters, digits and dashes parted by slashes, such as help/hours");
        var page = await db.FindAsync<StaticPage>(p => p.ContentItemId == item.ContentItemId, cancellation);
        var twin = await db.FindAsync<StaticPage>(p => p.Path == path, cancellation);
        run.Require(twin is null || twin == page, $"{at}.PagePart.Path", $"the page '{twin?.ContentItemId}' stands at '{path}'");
        if (page is null)
        {
            page = new StaticPage { Id = clock.NewId(), ContentItemId = item.ContentItemId };
            db.Add(page);
        }

        page.Path = path;
        page.Title = item.TitlePart?.Title ?? item.DisplayText;
        page.Body = markdown;
        page.Published = item.Published;
    }

    [GeneratedRegex("^[a-z0-9-]{1,40}(/[a-z0-9-]{1,40}){0,2}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PathForm();
}
