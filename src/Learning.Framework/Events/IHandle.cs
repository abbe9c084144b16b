using Learning.Core;

namespace Learning.Framework.Events;

/// <summary>Hears an event in the transaction that raised it. Nothing outside the database may happen here: enqueue a job.</summary>
public interface IHandle<in TEvent>
    where TEvent : IEvent
{
    Task HandleAsync(TEvent happened, CancellationToken cancellation);
}
