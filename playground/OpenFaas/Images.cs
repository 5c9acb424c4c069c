using FederatedGateway.Playground.OpenFaas.Functions;

namespace FederatedGateway.Playground.OpenFaas;

/// <summary>The images that can run here, by repository; the tag does not matter.</summary>
internal static class Images
{
    private static readonly Dictionary<string, RequestDelegate> Programs = new(StringComparer.Ordinal)
    {
        ["ghcr.io/openfaas/alpine"] = EnvFunction.InvokeAsync,
        ["ghcr.io/openfaas/env"] = EnvFunction.InvokeAsync,
        ["ghcr.io/openfaas/echo"] = EchoFunction.InvokeAsync,
        ["ghcr.io/openfaas/figlet"] = FigletFunction.InvokeAsync,
        ["ghcr.io/openfaas/sleep"] = SleepFunction.InvokeAsync,
        ["ghcr.io/openfaas/clock"] = ClockFunction.InvokeAsync,
    };

    public static RequestDelegate? Find(string? image)
    {
        if (image is null) return null;
        var tag = image.IndexOf(':', image.LastIndexOf('/') + 1);
        return Programs.GetValueOrDefault(tag < 0 ? image : image[..tag]);
    }
}
