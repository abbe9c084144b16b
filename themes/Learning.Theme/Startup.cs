using Learning.Framework;
using Microsoft.AspNetCore.Routing;

namespace Learning.Theme;

/// <summary>The look of the site.</summary>
public sealed class Startup : ModuleStartup
{
    /// <inheritdoc/>
    public override void MapEndpoints(IEndpointRouteBuilder routes) => Appearance.Map(routes);
}
