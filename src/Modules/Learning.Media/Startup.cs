using Learning.Core;
using Learning.Core.Media;
using Learning.Framework;
using Learning.Framework.Events;
using Learning.Framework.Jobs;
using Learning.Framework.Privacy;
using Learning.Framework.Web;
using Learning.Media.Endpoints;
using Learning.Media.Handlers;
using Learning.Media.Services;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Media;

public sealed class Startup : ModuleStartup
{
    public override void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<IPersonalData, WatchingData>().AddScoped<IRetention, WatchedPeriods>();
        services.AddSingleton<FilmFolders>().AddSingleton<FilmTools>();
        services.AddScoped<WatchRecorder>();
        services.AddScoped<IFilms, Films>();
        services.AddScoped<IJobWorker, PrepareFilm>();
        services.AddScoped<IHandle<DayBegan>, ForgetOldSessions>();
        services.AddHostedService<FilmCheck>();
        services.AddSingleton<IStartMessage, MissingFilmTools>();
    }

    public override void MapEndpoints(IEndpointRouteBuilder routes) => routes.MapFilms();
}
