using FederatedGateway.Testing;

namespace FederatedGateway.Reliability;

/// <summary>The surroundings of every scenario: the gateway a process of its own, keys that sign fast, no schedule that interferes.</summary>
internal static class Worlds
{
    public static Task<World> StartAsync(Action<WorldPlan>? change = null) => World.StartAsync(plan =>
    {
        plan.InItsOwnProcess().AllowInvoke().Set("jwks_refresh_interval", "10m").WithIssuer(issuer => issuer.Rotate(SigningKey.NewEc("first")));
        change?.Invoke(plan);
    });

    /// <summary>Forgets what OpenFaaS received, for as long as the task goes on: the memory of this program is not what is measured.</summary>
    public static async Task ForgettingAsync(this World world, Task task)
    {
        while (!task.IsCompleted)
        {
            world.Upstream.Forget();
            await Task.WhenAny(task, Clock.PassMilliseconds(500));
        }

        await task;
    }
}
