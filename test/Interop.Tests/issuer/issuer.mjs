// A certified issuer of another make, on loopback: client credentials, resource indicators, JWT access tokens.
// Prints one JSON line with its address when it is ready; ends when its standard input does.
// The keys are made at each start, so a restart on the same port is a rotation without overlap.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const audience = 'https://fed-gw.example.com';
const secret = process.env.CLIENT_SECRET;
const port = Number(process.argv[2] ?? 0);

const key = (alg, type, options) => ({
  ...generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' }), kid: `${alg}-${randomUUID()}`, use: 'sig', alg,
});
const keys = [
  key('RS256', 'rsa', { modulusLength: 2048 }),
  key('PS256', 'rsa', { modulusLength: 2048 }),
  key('ES256', 'ec', { namedCurve: 'P-256' }),
  key('EdDSA', 'ed25519'),
];

// The last part of the resource says what token is wanted: an algorithm, a short life, or one for somebody else.
const wanted = (resource) => {
  const kind = new URL(resource).pathname.slice(1);
  const alg = keys.some((candidate) => candidate.alg === kind) ? kind : 'RS256';
  return {
    scope: '',
    audience: kind === 'elsewhere' ? 'https://elsewhere.example.com' : audience,
    accessTokenFormat: 'jwt',
    accessTokenTTL: kind === 'brief' ? 2 : 300,
    jwt: { sign: { alg } },
  };
};

const client = (id, method) => ({
  client_id: id, client_secret: secret, token_endpoint_auth_method: method,
  grant_types: ['client_credentials'], response_types: [], redirect_uris: [],
});

const server = createServer();
server.listen(port, '127.0.0.1', () => {
  const address = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(address, {
    jwks: { keys },
    clients: [client('with-basic', 'client_secret_basic'), client('with-post', 'client_secret_post')],
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: { enabled: true, getResourceServerInfo: (_, resource) => wanted(resource), useGrantedResource: () => true },
    },
  });
  server.on('request', provider.callback());
  console.log(JSON.stringify({ issuer: address }));
});

process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
