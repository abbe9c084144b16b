using Learning.Core;
using Learning.Framework.Accounts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Learning.People.Services;

/// <summary>
/// An office's form says inside its token for which organisation it was drawn. Whoever switched in another window meanwhile
/// would else save it for the wrong one. What is a person's own (learning, <c>/people/me</c>) is the same in every post.
/// </summary>
internal sealed class OfficeForms : IAntiforgeryAdditionalDataProvider
{
    private static readonly object Key = new();
    private static readonly string[] OfAPerson = ["/people/acting", "/people/me", "/sign-out", "/curricula/lessons", "/curricula/quizzes", "/curricula/exams"];

    public string GetAdditionalData(HttpContext context) =>
        Actor.From(context.User) is { Level: not ScopeLevel.Own } actor ? actor.OrganisationId.ToString("N") : "";

    public bool ValidateAdditionalData(HttpContext context, string additionalData)
    {
        if (!Guid.TryParseExact(additionalData, "N", out var drawnFor) || Actor.From(context.User) is not { } actor || actor.OrganisationId == drawnFor
            || !context.Request.HasFormContentType || OfAPerson.Any(p => context.Request.Path.StartsWithSegments(p, StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        context.Items[Key] = drawnFor;
        return false;
    }

    /// <summary>The organisation this request's form was drawn for, when it is not the one acted for now.</summary>
    public static Guid? DrawnFor(HttpContext context) => context.Items[Key] as Guid?;
}

/// <summary>Leads whoever posts such a form to choose for whom it is meant, with what was typed.</summary>
internal sealed class KeepOfficeForm(LostSignIn lost) : IAsyncAlwaysRunResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is IAntiforgeryValidationFailedResult && OfficeForms.DrawnFor(context.HttpContext) is { } drawnFor)
        {
            context.Result = await lost.KeepAsync(context.HttpContext) ? new EmptyResult() : new LocalRedirectResult($"~/people/acting?drawnFor={drawnFor}");
        }

        await next();
    }
}
