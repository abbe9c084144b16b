using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Web;
using Learning.People.Services;
using Learning.People.Services.Privacy;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Privacy;

/// <summary>/people/{id}/contact: phone and identity number of one person, masked; one number at a time is shown, on record.</summary>
[Authorize(Policy = Permissions.EditPeople)]
[EnableRateLimiting(SiteServices.SecretsLimit)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ContactModel(ContactDesk desk, PersonFile file, PeopleSearch search, Scope scope, IStringLocalizer T) : ContactPage(desk, T)
{
    public Person Person { get; private set; } = null!;

    protected override async Task<Guid?> WhoseAsync(CancellationToken cancellation)
    {
        if (!Guid.TryParse(RouteData.Values["id"]?.ToString(), out var id) || !await search.MaySeeAsync(id, cancellation) || await file.PersonAsync(id, cancellation) is not { } person)
        {
            return null;
        }

        Person = person;
        return id;
    }

    protected override string After => $"/people/{Person.Id}";

    public bool IsOneself => Person.Id == scope.Actor.PersonId;
}
