using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FederatedGateway.Health;

/// <summary>Marks the connections of the health listener, so that its routes exist there and nowhere else, whatever a request says.</summary>
internal sealed class HealthListener
{
    private static readonly HealthListener Mark = new();

    private HealthListener()
    {
    }

    public static void Configure(ListenOptions listen)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(next => connection =>
        {
            connection.Features.Set(Mark);
            return next(connection);
        });
    }

    public static bool Owns(HttpContext context) => context.Features.Get<HealthListener>() is not null;
}
