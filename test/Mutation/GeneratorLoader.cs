using System.Reflection;
using Microsoft.CodeAnalysis;

namespace FederatedGateway.Mutation;

/// <summary>Source generators run in this process, from where the SDK keeps them.</summary>
internal sealed class GeneratorLoader : IAnalyzerAssemblyLoader
{
    public void AddDependencyLocation(string fullPath)
    {
        // LoadFrom looks beside the assembly that asks.
    }

    public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
}
