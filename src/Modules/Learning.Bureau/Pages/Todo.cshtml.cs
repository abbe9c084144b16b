using Learning.Bureau.Services;
using Learning.Core;
using Learning.Framework.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Learning.Bureau.Pages;

/// <summary>/bureau/todo: what waits for the acting person.</summary>
[Authorize(Policy = Permissions.SeeTodo)]
internal sealed class TodoModel(Todo todo, Areas areas, Scope scope, TimeProvider clock) : PageModel
{
    public Area Area { get; private set; } = null!;

    public IReadOnlyList<TodoItem> Items { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Area = await areas.OwnAsync(cancellation);
        Items = await todo.OfAsync(scope.Actor, Area, clock.Today(), cancellation);
    }
}
