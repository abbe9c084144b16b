namespace Learning.Framework.Recipes;

/// <summary>One kind of step. Upserts by natural key: run twice, nothing changes.</summary>
public interface IRecipeStep
{
    string Name { get; }

    Type Model { get; }

    Task ExecuteAsync(object model, RecipeRun run, CancellationToken cancellation);
}

/// <inheritdoc />
public abstract class RecipeStep<TModel>(string name) : IRecipeStep
    where TModel : notnull
{
    public string Name => name;

    public Type Model => typeof(TModel);

    public Task ExecuteAsync(object model, RecipeRun run, CancellationToken cancellation) => ExecuteAsync((TModel)model, run, cancellation);

    protected abstract Task ExecuteAsync(TModel model, RecipeRun run, CancellationToken cancellation);
}

/// <summary>A step's place in a running recipe: where to point when something is wrong, what to report.</summary>
public sealed class RecipeRun
{
    private readonly RecipeFile file;
    private readonly string place;
    private readonly List<string> notes;

    internal RecipeRun(RecipeFile file, string place, List<string> notes)
    {
        this.file = file;
        this.place = place;
        this.notes = notes;
    }

    /// <summary>Name of the recipe.</summary>
    public string Recipe => file.Head.Name;

    /// <summary>Folder the recipe lies in.</summary>
    public string Folder => file.Folder;

    /// <summary>A problem to throw, at a place relative to the step such as <c>targets[2].goal</c>.</summary>
    public RecipeException Problem(string at, string message) => file.Problem(At(at), message);

    /// <summary>The value, or the text of the file it names as <c>[file:text('…')]</c>.</summary>
    public string Text(string value, string at) => file.Text(value, At(at));

    /// <summary>Tells whoever started the recipe, for instance that an officer's change was kept.</summary>
    public void Note(string note) => notes.Add(note);

    internal object Read(System.Text.Json.Nodes.JsonNode node, Type type, string at) => file.Read(node, type, At(at));

    private string At(string at) => at.Length == 0 ? place : at[0] == '[' ? place + at : $"{place}.{at}";
}
