using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Learning.Framework.Documents;

public static class DocumentsServiceCollectionExtensions
{
    /// <summary>Adds <see cref="DocumentRenderer"/>, set up by the configuration's section <c>Documents</c>.</summary>
    public static IServiceCollection AddDocuments(this IServiceCollection services)
    {
        services.AddOptions<DocumentOptions>().BindConfiguration("Documents");
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<DocumentRenderer>();
        return services;
    }
}
