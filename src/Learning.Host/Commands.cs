using Learning.Framework;
using Learning.Framework.Documents;
using Learning.Framework.Recipes;

namespace Learning.Host;

/// <summary>The commands of the executable: <c>serve</c> (default), <c>migrate</c>, <c>recipe-schema</c>, <c>render</c>.</summary>
internal static class Commands
{
    public static async Task<int> RunAsync(string[] args, ModuleCatalog modules)
    {
        var command = args.Length > 0 && args[0][0] != '-' ? args[0] : "serve";
        var rest = args.Length > 0 && args[0] == command ? args[1..] : args;
        try
        {
            switch (command)
            {
                case "serve":
                    return await Site.ServeAsync(rest, modules);
                case "migrate":
                    await using (var site = Site.Build(rest, modules))
                    {
                        await Site.PrepareAsync(site);
                    }

                    return 0;
                case "recipe-schema":
                    await using (var site = Site.Build(rest, modules))
                    {
                        await using var scope = site.Services.CreateAsyncScope();
                        Console.Out.Write(scope.ServiceProvider.GetRequiredService<RecipeSchema>().Build());
                    }

                    return 0;
                case RenderProcess.Argument:
                    return await RenderProcess.RunAsync(rest);
                default:
                    Console.Error.WriteLine($"No command '{command}'. There are: serve, migrate, recipe-schema, render.");
                    return 2;
            }
        }
        catch (RecipeException wrong)
        {
            Console.Error.WriteLine($"政策模板有误，数据库没有改动。The recipe is not right; the database is as before.\n  {wrong.Message}");
            return 1;
        }
    }
}
