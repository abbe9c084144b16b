namespace Learning.Framework.Data;

/// <summary>The site cannot start on this database; the message says in both languages why and what to do.</summary>
public sealed class DatabaseRefusedException(string message, Exception? cause = null) : Exception(message, cause);
