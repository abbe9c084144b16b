using Learning.Framework.Accounts;
using Learning.Framework.Web;
using Learning.People.Services.Privacy;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Privacy;

/// <summary>/people/me/contact: one's own phone and identity number.</summary>
[Authorize(Policy = Permission.Account)]
[EnableRateLimiting(SiteServices.SecretsLimit)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class MyContactModel(ContactDesk desk, Scope scope, IStringLocalizer T) : ContactPage(desk, T)
{
    protected override Task<Guid?> WhoseAsync(CancellationToken cancellation) => Task.FromResult<Guid?>(scope.Actor.PersonId);

    protected override string After => "/people/me";
}
