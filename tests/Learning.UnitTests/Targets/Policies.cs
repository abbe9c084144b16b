using Learning.Framework.Recipes;
using Learning.Targets.Evaluation;
using Learning.Targets.Recipes;

namespace Learning.UnitTests.Targets;

/// <summary>The rows of the five cities as their recipes have them.</summary>
internal static class Policies
{
    public static readonly IReadOnlyList<string> Cities = ["panzhihua", "nanchang", "ankang", "qingdao", "gaoan"];

    public static string Root { get; } = Find();

    public static TargetsModel Model(string city)
    {
        var recipe = RecipeFile.Read(Root, city);
        var step = recipe.Head.Steps.ToList().FindIndex(s => s["name"]!.ToString() == "targets");
        return (TargetsModel)recipe.Model(step, typeof(TargetsModel));
    }

    public static IReadOnlyList<Target> Of(string city)
    {
        var model = Model(city);
        return [.. model.Targets.Select(t => TargetReader.Read(model.Source, city, model.SourceTitle, model.Published, t))];
    }

    /// <summary>A row by its handle, such as <c>PZ-5</c> or <c>AK-1.a</c>.</summary>
    public static Target Row(string id)
    {
        var city = id[..2] switch { "PZ" => "panzhihua", "NC" => "nanchang", "AK" => "ankang", "QD" => "qingdao", _ => "gaoan" };
        return Of(city).Single(t => t.Id == id);
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var recipes = Path.Combine(folder.FullName, "content-recipes");
            if (Directory.Exists(recipes))
            {
                return recipes;
            }
        }

        throw new DirectoryNotFoundException("content-recipes");
    }
}
