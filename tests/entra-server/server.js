// An OpenID provider that plays Microsoft Entra ID: whoever comes says who it is, and what is to be wrong. See README.md.

import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { SignJWT, UnsecuredJWT, exportJWK, exportSPKI, generateKeyPair } from 'jose';

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'client-id': { type: 'string' },
    'client-secret': { type: 'string' },
    'redirect-uri': { type: 'string' },
    'until-stdin-closes': { type: 'boolean', default: false },
  },
});
for (const needed of ['client-id', 'client-secret', 'redirect-uri']) {
  if (!options[needed]) fail(`--${needed} is needed.`);
}

const key = await keyPair();
const strangersKey = await keyPair();
const codes = new Map();
const otherTenant = '11111111-2222-4333-8444-555555555555';
let instance;

/** What can be wrong with a token, as changes of its claims or of how it is signed. */
const faults = {
  'wrong-issuer': (claims) => ({ ...claims, iss: `https://login.stranger.example/${claims.tid}/v2.0` }),
  'wrong-audience': (claims) => ({ ...claims, aud: randomUUID() }),
  expired: (claims) => ({ ...claims, iat: claims.iat - 7200, nbf: claims.nbf - 7200, exp: now() - 60 }),
  'not-yet-valid': (claims) => ({ ...claims, nbf: now() + 600 }),
  'wrong-nonce': (claims) => ({ ...claims, nonce: randomBytes(32).toString('base64url') }),
  'missing-nonce': ({ nonce, ...claims }) => claims,
  'other-tenant': (claims) => ({ ...claims, tid: otherTenant }),
  'missing-tid': ({ tid, ...claims }) => claims,
  'missing-oid': ({ oid, ...claims }) => claims,
  'template-issuer': (claims) => ({ ...claims, iss: `${instance}/{tenantid}/v2.0` }),
  'stale-sign-in': (claims) => ({ ...claims, auth_time: now() - 3600 }),
};
const signatures = {
  unsigned: (claims) => new UnsecuredJWT(claims).encode(),
  hs256: async (claims) => {
    const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const content = `${part({ alg: 'HS256', typ: 'JWT', kid: key.kid })}.${part(claims)}`;
    return `${content}.${createHmac('sha256', await exportSPKI(key.publicKey)).update(content).digest('base64url')}`;
  },
  'other-key': (claims) => sign(claims, strangersKey, strangersKey.kid),
  'other-key-same-id': (claims) => sign(claims, strangersKey, key.kid),
};

const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    send(response, 500, { error: 'server_error' });
  });
});
server.listen(Number(options.port), '127.0.0.1', () => {
  instance = `http://localhost:${server.address().port}`;
  process.stdout.write(`listening ${server.address().port}\n`);
});
if (options['until-stdin-closes']) {
  process.stdin.on('end', () => process.exit(0));
  process.stdin.resume();
}

async function answer(request, response) {
  const url = new URL(request.url, instance);
  const [tenant, ...rest] = url.pathname.slice(1).split('/');
  const form = request.method === 'POST' ? new URLSearchParams(await body(request)) : null;
  switch (`${request.method} ${rest.join('/')}`) {
    case 'GET v2.0/.well-known/openid-configuration':
      return send(response, 200, metadata(tenant));
    case 'GET discovery/v2.0/keys':
      return send(response, 200, { keys: [{ ...(await exportJWK(key.publicKey)), kid: key.kid, use: 'sig', issuer: issuerOf('{tenantid}') }] });
    case 'GET oauth2/v2.0/authorize':
      return complaint(url.searchParams) ? send(response, 400, { error: complaint(url.searchParams) }) : page(response, url.searchParams);
    case 'POST oauth2/v2.0/authorize':
      return complaint(url.searchParams) ? send(response, 400, { error: complaint(url.searchParams) }) : decide(response, url.searchParams, form);
    case 'POST oauth2/v2.0/token':
      return redeem(response, form);
    default:
      return send(response, 404, { error: 'not_found' });
  }
}

function metadata(tenant) {
  const many = ['organizations', 'common', 'consumers'].includes(tenant);
  return {
    issuer: issuerOf(many ? '{tenantid}' : tenant),
    authorization_endpoint: `${instance}/${tenant}/oauth2/v2.0/authorize`,
    token_endpoint: `${instance}/${tenant}/oauth2/v2.0/token`,
    jwks_uri: `${instance}/${tenant}/discovery/v2.0/keys`,
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'auth_time', 'nonce', 'preferred_username', 'name', 'tid', 'ver', 'oid'],
  };
}

/** What Entra would not even show a page for. */
function complaint(asked) {
  if (asked.get('client_id') !== options['client-id']) return 'AADSTS700016: unknown application';
  if (asked.get('redirect_uri') !== options['redirect-uri']) return 'AADSTS50011: the redirect URI does not match';
  if (asked.get('response_type') !== 'code') return 'AADSTS700054: response_type is not enabled';
  if (!(asked.get('scope') ?? '').split(' ').includes('openid')) return 'AADSTS900144: no scope';
  if (asked.get('code_challenge_method') !== 'S256' || !asked.get('code_challenge')) return 'AADSTS9002325: PKCE is needed';
  return null;
}

function page(response, asked) {
  const field = (name, label) => `<p><label>${label} <input name="${name}"></label></p>`;
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(`<!doctype html><title>Sign in</title><h1>Pick an account</h1><form method="post">
${field('tid', 'Tenant id')}${field('oid', 'Object id')}${field('name', 'Name')}${field('userName', 'User name')}${field('authTime', 'Signed in at')}
<p><label>Fault <select name="fault"><option></option>${[...Object.keys(faults), ...Object.keys(signatures), 'token-endpoint-down'].map((f) => `<option>${f}</option>`).join('')}</select></label></p>
<button name="answer" value="allow">Sign in</button> <button name="answer" value="cancel">Cancel</button>
<p>prompt: ${(asked.get('prompt') ?? 'none').replace(/[^a-z_ ]/g, '')}</p></form>`);
}

function decide(response, asked, form) {
  const back = new URL(asked.get('redirect_uri'));
  const error = form.get('answer') === 'cancel' ? 'access_denied' : form.get('answer') === 'error' ? 'server_error' : null;
  if (error) {
    back.searchParams.set('error', error);
    back.searchParams.set('error_description', `AADSTS65004: ${error}`);
  } else {
    const code = `0.A${randomBytes(48).toString('base64url')}`;
    codes.set(code, { asked, form });
    back.searchParams.set('code', code);
    back.searchParams.set('session_state', randomUUID());
  }
  if (asked.get('state')) back.searchParams.set('state', asked.get('state'));
  response.writeHead(302, { Location: back.toString(), 'Cache-Control': 'no-store' });
  response.end();
}

async function redeem(response, form) {
  const issued = codes.get(form.get('code'));
  codes.delete(form.get('code'));
  if (form.get('client_id') !== options['client-id'] || form.get('client_secret') !== options['client-secret']) {
    return send(response, 401, { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret provided.' });
  }
  const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
  if (!issued
    || form.get('grant_type') !== 'authorization_code'
    || form.get('redirect_uri') !== issued.asked.get('redirect_uri')
    || challenge !== issued.asked.get('code_challenge')) {
    return send(response, 400, { error: 'invalid_grant', error_description: 'AADSTS70008: The provided authorization code is invalid.' });
  }
  const fault = issued.form.get('fault') ?? '';
  if (fault === 'token-endpoint-down') return send(response, 503, { error: 'temporarily_unavailable' });
  const claims = (faults[fault] ?? ((same) => same))(claimsOf(issued));
  const token = await (signatures[fault] ?? ((all) => sign(all, key, key.kid)))(claims);
  send(response, 200, {
    token_type: 'Bearer',
    scope: 'openid profile',
    expires_in: 3599,
    ext_expires_in: 3599,
    access_token: `opaque.${randomBytes(40).toString('base64url')}`,
    id_token: token,
  });
}

function claimsOf({ asked, form }) {
  const tid = form.get('tid');
  const oid = form.get('oid');
  // Entra dates its tokens back a little, for clocks that go behind.
  const issued = now() - 300;
  return {
    ver: '2.0',
    iss: issuerOf(tid),
    sub: createHash('sha256').update(`${options['client-id']} ${tid} ${oid}`).digest('base64url'),
    aud: options['client-id'],
    exp: now() + 3600,
    iat: issued,
    nbf: issued,
    name: form.get('name') ?? '',
    preferred_username: form.get('userName') ?? '',
    oid,
    tid,
    nonce: asked.get('nonce') ?? undefined,
    aio: randomBytes(40).toString('base64url'),
    ...(form.get('authTime') ? { auth_time: Number(form.get('authTime')) } : {}),
  };
}

function sign(claims, pair, kid) {
  return new SignJWT(claims).setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid }).sign(pair.privateKey);
}

async function keyPair() {
  return { ...(await generateKeyPair('RS256', { extractable: true })), kid: randomBytes(20).toString('base64url') };
}

function issuerOf(tenant) {
  return `${instance}/${tenant}/v2.0`;
}

function now() {
  return Math.floor(Date.now() / 1000);
}

async function body(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function send(response, status, content) {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(content));
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
