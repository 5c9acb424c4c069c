namespace FederatedGateway.Testing;

/// <summary>Bounded waits: every wait of a test ends, either because the thing happened or with a sentence saying what did not.</summary>
public static class Eventually
{
    /// <summary>Far beyond anything that happens on a busy machine, and short enough to see a hang in one run.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    public static Task TrueAsync(Func<bool> condition, string what) => TrueAsync(() => Task.FromResult(condition()), what);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        while (!await condition())
        {
            if (clock.GetElapsedTime(start) > Limit) throw new TimeoutException($"Waited {Limit.TotalSeconds} s in vain: {what}");
            await Task.Delay(Step, clock);
        }
    }

    /// <summary>Awaits a task that another party of the test completes.</summary>
    public static async Task<T> WithinLimit<T>(this Task<T> task, string what)
    {
        try
        {
            return await task.WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Waited {Limit.TotalSeconds} s in vain: {what}");
        }
    }

    /// <inheritdoc cref="WithinLimit{T}"/>
    public static async Task WithinLimit(this Task task, string what)
    {
        try
        {
            await task.WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Waited {Limit.TotalSeconds} s in vain: {what}");
        }
    }
}
