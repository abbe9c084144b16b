namespace Learning.Core.People;

/// <summary>Accounts whose owners cannot sign in and that wait for an officer.</summary>
public interface IAccountRecoveries
{
    /// <summary>How many wait for the acting person.</summary>
    Task<int> WaitingAsync(CancellationToken cancellation);
}
