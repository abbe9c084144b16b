using Learning.Curricula.Recipes;
using Learning.Curricula.Services;
using Learning.Framework;
using Learning.Framework.Recipes;
using Learning.Framework.Recipes.Content;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Curricula;

public sealed class Startup : ModuleStartup
{
    public override void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ProgrammeCatalog>();
        services.AddScoped<IContentType, ProgrammeType>().AddScoped<IContentType, LessonType>().AddScoped<IContentType, PageType>();
        services.AddScoped<IRecipeStep, QuestionsStep>();
    }
}
