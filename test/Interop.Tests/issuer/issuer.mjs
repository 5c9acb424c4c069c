// A certified issuer of another make, on loopback: client credentials, resource indicators, JWT access tokens, DPoP.
// Prints one JSON line with its address when it is ready, and one more for each line `rotate` it reads: it then has new keys only, and
// has dropped its connections, as after a restart. Ends when its standard input does.
import { createSecretKey, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { Provider } from 'oidc-provider';

// Standard output is for the caller; the provider's notices are not.
console.info = console.warn;

const secret = process.env.CLIENT_SECRET;
const shared = createSecretKey(randomBytes(32));

const key = (alg, type, options) => ({
  ...generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' }), kid: `${alg}-${randomUUID()}`, use: 'sig', alg,
});
const newKeys = () => [
  key('RS256', 'rsa', { modulusLength: 2048 }),
  key('PS256', 'rsa', { modulusLength: 2048 }),
  key('ES256', 'ec', { namedCurve: 'P-256' }),
  key('EdDSA', 'ed25519'),
  key('Ed25519', 'ed25519'),
];

// The last part of the resource says what its tokens are like.
const jwt = (kind) => {
  switch (kind) {
    case 'PS256': case 'ES256': case 'EdDSA': case 'Ed25519': return { sign: { alg: kind } };
    case 'HS256': return { sign: { alg: kind, key: shared } };
    case 'encrypted': return { sign: { alg: 'RS256' }, encrypt: { alg: 'dir', enc: 'A128CBC-HS256', key: shared } };
    default: return { sign: { alg: 'RS256' } };
  }
};
const resourceServer = (_, resource) => {
  const kind = new URL(resource).pathname.slice(1);
  return { scope: 'deploy', accessTokenFormat: 'jwt', accessTokenTTL: kind === 'brief' ? 2 : 300, jwt: jwt(kind) };
};

const client = (id, method) => ({
  client_id: id, client_secret: secret, token_endpoint_auth_method: method,
  grant_types: ['client_credentials'], response_types: [], redirect_uris: [],
});
const provide = (address) => new Provider(address, {
  jwks: { keys: newKeys() },
  clients: [client('with-basic', 'client_secret_basic'), client('with-post', 'client_secret_post')],
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    dPoP: { enabled: true },
    resourceIndicators: { enabled: true, getResourceServerInfo: resourceServer, useGrantedResource: () => true },
  },
}).callback();

const server = createServer();
let answer;
server.on('request', (request, response) => answer(request, response));
server.listen(0, '127.0.0.1', () => {
  const address = `http://127.0.0.1:${server.address().port}`;
  const ready = () => {
    answer = provide(address);
    console.log(JSON.stringify({ issuer: address }));
  };
  const commands = createInterface({ input: process.stdin });
  commands.on('line', (command) => {
    if (command !== 'rotate') return;
    server.closeAllConnections();
    ready();
  });
  commands.on('close', () => process.exit(0));
  ready();
});
