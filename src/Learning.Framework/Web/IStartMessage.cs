namespace Learning.Framework.Web;

/// <summary>Something to say on the console when the site has started (demo accounts, the code of the first run).</summary>
public interface IStartMessage
{
    Task WriteAsync(TextWriter console, string address, CancellationToken cancellation);
}
