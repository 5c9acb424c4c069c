using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers;

namespace FederatedGateway.Playground.Issuer;

/// <summary>
/// An OpenID Connect issuer in memory: discovery, keys and the client-credentials grant. Its key and its clients' secrets are
/// made at start and die with it.
/// </summary>
internal sealed class IssuerServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ClaimShape _shape;

    public IssuerServer(ClaimShape shape, int port, Action<ILoggingBuilder> logging)
    {
        _shape = shape;
        Clients = new IssuerClients(shape);
        var builder = Loopback.CreateBuilder(port, logging);
        builder.Services.AddSingleton(shape).AddSingleton(Clients);
        builder.Services.AddOpenIddict().AddServer(Configure);
        // The only hosted service so far is that of data protection, which would write a key to the user's home at start.
        builder.Services.RemoveAll<IHostedService>();
        // A free port is known only once the listener is bound; the options are first read by the first request.
        builder.Services.AddOptions<OpenIddictServerOptions>().Configure<IServer>((options, server) =>
            options.Issuer = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.Single() + shape.IssuerPath));
        _application = builder.Build();
        _application.UseAuthentication();
    }

    public IssuerClients Clients { get; }

    public string Issuer => Loopback.AddressOf(_application) + _shape.IssuerPath;

    public string TokenEndpoint => Loopback.AddressOf(_application) + _shape.TokenPath;

    public Task StartAsync(CancellationToken cancellationToken) => _application.StartAsync(cancellationToken);

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private void Configure(OpenIddictServerBuilder server)
    {
        server.EnableDegradedMode().AllowClientCredentialsFlow();
        server.SetConfigurationEndpointUris($"{_shape.IssuerPath.TrimEnd('/')}/.well-known/openid-configuration");
        server.SetTokenEndpointUris(_shape.TokenPath).SetJsonWebKeySetEndpointUris(_shape.KeysPath);
        server.RegisterScopes("email", "profile");
        server.AddSigningKey(new RsaSecurityKey(RSA.Create(2048))).DisableAccessTokenEncryption();
        // OpenIddict insists on an encryption key; nothing is encrypted with it.
        server.AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)));
        server.SetAccessTokenLifetime(TimeSpan.FromSeconds(300));
        server.AddEventHandler<ExtractTokenRequestContext>(handler => handler.UseSingletonHandler<AudienceParameter>().SetOrder(int.MaxValue));
        server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseSingletonHandler<ClientAuthentication>());
        server.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseSingletonHandler<ClientSignIn>());
        server.AddEventHandler<GenerateTokenContext>(handler => handler.UseSingletonHandler<AccessTokenShaping>()
            .SetOrder(Protection.AttachTokenMetadata.Descriptor.Order + 500));
        server.UseAspNetCore().DisableTransportSecurityRequirement();
    }
}
