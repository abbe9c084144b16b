using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Learning.People.Pages.SignIn;

/// <summary>/sign-in/help: whom to ask for a new one-time code.</summary>
[AllowAnonymous]
internal sealed class HelpModel : PageModel;
