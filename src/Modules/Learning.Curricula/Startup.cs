using Learning.Core.Curricula;
using Learning.Core.Media;
using Learning.Core.People;
using Learning.Curricula.Demo;
using Learning.Curricula.Handlers;
using Learning.Curricula.Recipes;
using Learning.Curricula.Services;
using Learning.Framework;
using Learning.Framework.Accounts;
using Learning.Framework.Events;
using Learning.Framework.Navigation;
using Learning.Framework.Privacy;
using Learning.Framework.Recipes;
using Learning.Framework.Searching;
using Learning.Framework.Recipes.Content;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Curricula;

public sealed class Startup : ModuleStartup
{
    public override IEnumerable<Permission> Permissions => Curricula.Permissions.All;

    public override IEnumerable<NavigationEntry> Navigation => Curricula.Navigation.All;

    public override void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<ISearchSource, FindLessons>();
        services.AddScoped<IPersonalData, LearningData>().AddScoped<AnswerEraser>().AddScoped<IRetention>(p => p.GetRequiredService<AnswerEraser>());
        services.AddSingleton<ProgrammeCatalog>();
        services.AddScoped<LearnerStandings>().AddScoped<ICurricula>(p => p.GetRequiredService<LearnerStandings>());
        services.AddScoped<LessonRecord>().AddScoped<QuizDesk>().AddScoped<UnsafeReports>().AddScoped<LessonVisit>().AddScoped<Papers>();
        services.AddScoped<IHandle<FilmWatched>, CountWatchedFilm>();
        services.AddScoped<IHandle<SchoolsMoved>, FileReportsAnew>();
        services.AddScoped<IContentType, ProgrammeType>().AddScoped<IContentType, LessonType>().AddScoped<IContentType, PageType>();
        services.AddScoped<IRecipeStep, QuestionsStep>().AddScoped<IRecipeStep, DemoProgressStep>().AddScoped<DemoRecorder>();
    }
}
