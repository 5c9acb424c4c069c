using System.Collections.Concurrent;

namespace FederatedGateway.Playground.OpenFaas;

/// <summary>The functions and secrets of the one namespace that the community edition has.</summary>
internal sealed class FunctionStore(TimeProvider clock)
{
    public const string Namespace = "openfaas-fn";

    private readonly ConcurrentDictionary<string, Function> _functions = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, Secret> Secrets { get; } = new(StringComparer.Ordinal);

    public IEnumerable<Function> Functions => _functions.Values.OrderBy(function => function.Name, StringComparer.Ordinal);

    public Function? Find(string? name) => name is null ? null : _functions.GetValueOrDefault(name);

    /// <summary>False when a function of that name exists.</summary>
    public bool TryDeploy(Deployment deployment) => _functions.TryAdd(deployment.Service!, new Function(deployment, clock.GetUtcNow()));

    /// <summary>False when there is no function of that name; an update keeps the scale.</summary>
    public bool TryUpdate(Deployment deployment)
    {
        if (Find(deployment.Service) is not { } present) return false;
        var next = new Function(deployment, clock.GetUtcNow()) { Replicas = present.Replicas };
        return _functions.TryUpdate(deployment.Service!, next, present);
    }

    public bool TryDelete(string name) => _functions.TryRemove(name, out _);
}
