namespace FederatedGateway.Playground;

/// <summary>The exit codes of the playground.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The walk was not as expected, or with <c>--once</c> did not end.</summary>
    public const int Failure = 1;

    /// <summary>A server could not start, as a rule because its port is taken.</summary>
    public const int StartFailed = 2;

    /// <summary>The command line cannot be used (EX_USAGE).</summary>
    public const int Usage = 64;
}
