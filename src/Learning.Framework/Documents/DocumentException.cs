namespace Learning.Framework.Documents;

/// <summary>A document could not be drawn, or a template may not be used; the message says why in one sentence.</summary>
public sealed class DocumentException : Exception
{
    public DocumentException(string message)
        : base(message)
    {
    }

    public DocumentException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
