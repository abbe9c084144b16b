using Learning.Framework;
using Learning.Framework.Commands;
using Learning.Framework.Data;
using Learning.Framework.Documents;
using Learning.Framework.Recipes;

namespace Learning.Host;

/// <summary>The commands of the executable: <c>serve</c> (default), <c>migrate</c>, <c>recipe-schema</c>, <c>render</c>, and what modules bring.</summary>
internal static class Commands
{
    public static async Task<int> RunAsync(string[] args, ModuleCatalog modules)
    {
        if (args is [] or [not ("--help" or "-h" or "help" or "-?"), ..])
        {
            return await RunCommandAsync(args, modules);
        }

        // A site makes its data folder when it is put together; asking for help leaves none behind.
        var folder = Directory.CreateTempSubdirectory("learning-help-");
        await using (var site = Site.Build(["--data", folder.FullName], modules))
        {
            await using var scope = site.Services.CreateAsyncScope();
            Console.Out.WriteLine($"{Usage}\n{string.Join('\n', scope.ServiceProvider.GetServices<ISiteCommand>().Select(c => c.Usage))}");
        }

        folder.Delete(recursive: true);
        return 0;
    }

    /// <summary>What the host does itself; every other command says its own.</summary>
    private const string Usage = """
        learning serve [--data DIR] [--database FILE|CONNECTION] [--recipe NAME] [--urls URL]   启动网站（不写命令就是它）runs the site (the default)
        learning migrate [the same]   建立或升级数据库 makes or upgrades the database
        learning recipe-schema        政策模板的格式 the form of recipes
        """;

    private static async Task<int> RunCommandAsync(string[] args, ModuleCatalog modules)
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
                    return await RunOfModuleAsync(command, rest, modules);
            }
        }
        catch (RecipeException wrong)
        {
            Console.Error.WriteLine($"政策模板有误，数据库没有改动。The recipe is not right; the database is as before.\n  {wrong.Message}");
            return 1;
        }
        catch (DatabaseRefusedException refused)
        {
            Console.Error.WriteLine(refused.Message);
            return 1;
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            Console.Error.WriteLine($"这个端口已经有别的程序在用，换一个端口，例如 --urls http://127.0.0.1:5081。The port is in use; choose another with --urls.\n  {taken.Message}");
            return 1;
        }
    }

    private static async Task<int> RunOfModuleAsync(string name, string[] arguments, ModuleCatalog modules)
    {
        await using var site = Site.Build(arguments, modules);
        await using var scope = site.Services.CreateAsyncScope();
        var commands = scope.ServiceProvider.GetServices<ISiteCommand>().ToList();
        if (commands.Find(c => c.Name == name) is not { } command)
        {
            Console.Error.WriteLine($"No command '{name}'. There are: serve, migrate, recipe-schema, render, {string.Join(", ", commands.Select(c => c.Name))}.");
            return 2;
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            stop.Cancel();
        };
        try
        {
            if (command.Prepares)
            {
                await Site.PrepareAsync(site);
            }

            return await command.RunAsync(CommandLine.Read(arguments), Console.Out, stop.Token);
        }
        catch (CommandException wrong)
        {
            Console.Error.WriteLine($"{wrong.Message}\n{command.Usage}");
            return 2;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Console.Error.WriteLine("已停止，数据库没有改动。Stopped; the database is as before.");
            return 130;
        }
    }
}
