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

        Console.Out.WriteLine(Usage);
        return 0;
    }

    /// <summary>What stands first on the command line; the options of all of them are in the README.</summary>
    private const string Usage = """
        Learning [COMMAND] [--data DIR] [--database "Host=…;…"] [--recipe NAME] [--urls http://127.0.0.1:5080]
          serve           启动网站（不写命令就是它）Runs the site (the default)
          migrate         建立或升级数据库 Makes or upgrades the database
          sign-in-code    给平台管理员新的登录码 A new one-time code for an administrator
          audit verify    核对操作记录有没有被改动 Checks the chain of audit rows
          bench-data      生成一个虚构的城市 An invented city
          recipe-schema   政策模板的格式 The form of recipes
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
