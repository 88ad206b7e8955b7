// Plays the vendor's Partner Center for tests, and fails in every way it can. See README.md.

import http from 'node:http';
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Faults, passing } from './faults.js';
import { Refusal, Vendor, lower } from './vendor.js';

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'client-id': { type: 'string', default: 'client' },
    'client-secret': { type: 'string', default: 'secret' },
    scope: { type: 'string', default: '' },
    'token-life': { type: 'string', default: '3600' },
    seed: { type: 'string', default: '1' },
    'fail-rate': { type: 'string', default: '0' },
    faults: { type: 'string', default: passing.join(',') },
    'hang-seconds': { type: 'string', default: '60' },
    'forget-repeats': { type: 'boolean', default: false },
    'until-stdin-closes': { type: 'boolean', default: false },
  },
});

const vendor = new Vendor();
const faults = new Faults({ seed: Number(options.seed), rate: Number(options['fail-rate']), kinds: options.faults.split(',').filter(Boolean) });
const tokens = new Map();
const answered = new Map();
const requests = [];
let remembers = !options['forget-repeats'];
let hangSeconds = Number(options['hang-seconds']);
let tokenLife = Number(options['token-life']);
let tokensGiven = 0;

const routes = [
  ['HEAD', /^\/v1\/domains\/([^/]+)$/, 'check-domain', ([domain]) => (vendor.isTaken(decodeURIComponent(domain)) ? [200] : [404])],
  ['POST', /^\/v1\/customers\/?$/, 'create-customer', (_, body) => [201, vendor.createCustomer(body)]],
  ['GET', /^\/v1\/customers\/?$/, 'find-customers', (_, __, query) => [200, collection(vendor.find(JSON.parse(query.get('filter') ?? '{}')))]],
  ['GET', /^\/v1\/customers\/([^/]+)$/, 'read-customer', ([id]) => [200, vendor.whole(id)]],
  ['GET', /^\/v1\/customers\/([^/]+)\/users\/?$/, 'read-users', ([id]) => [200, collection(vendor.customer(id).users)]],
  ['PATCH', /^\/v1\/customers\/([^/]+)\/users\/([^/]+)$/, 'set-password', ([id, user], body) => [200, vendor.setPassword(id, user, body)]],
  ['POST', /^\/v1\/customers\/([^/]+)\/carts\/?$/, 'create-cart', ([id], body) => [201, vendor.createCart(id, body)]],
  ['GET', /^\/v1\/customers\/([^/]+)\/carts\/([^/]+)$/, 'read-cart', ([id, cart]) => [200, vendor.cart(id, cart)]],
  ['POST', /^\/v1\/customers\/([^/]+)\/carts\/([^/]+)\/checkout$/, 'checkout', ([id, cart]) => [201, vendor.checkOut(id, cart)]],
  ['GET', /^\/v1\/customers\/([^/]+)\/orders$/, 'read-orders', ([id]) => [200, collection(vendor.lists ? vendor.customer(id).orders : [])]],
  ['GET', /^\/v1\/customers\/([^/]+)\/subscriptions$/, 'read-subscriptions', ([id], _, query) =>
    [200, collection(vendor.customer(id).subscriptions.filter((s) => !query.get('order_id') || s.orderId === query.get('order_id')))]],
];

const server = http.createServer(async (request, response) => {
  try {
    const body = await read(request);
    const url = new URL(request.url, 'http://localhost');
    if (url.pathname.startsWith('/control/')) return control(request, url, body, response);
    if (url.pathname === '/token') return await failing('token', request, response, body, () => token(request, body));
    const route = routes.find(([method, path]) => method === request.method && path.test(url.pathname));
    if (!route) return send(response, 404, { code: 1000, description: 'No such resource.' });
    await failing(route[2], request, response, body, () => serve(route, request, url, body));
  } catch (error) {
    console.error(error);
    if (!response.headersSent) send(response, 500, { code: 500, description: 'A defect of the test server.' });
  }
});

/** The answer to a request that reaches the service, as [status, body]. What was done once is not done again. */
function serve([method, path, operation, answer], request, url, body) {
  const id = request.headers['ms-requestid'];
  requests.push({ operation, path: url.pathname, requestId: id, correlationId: request.headers['ms-correlationid'], locale: request.headers['x-locale'], at: Date.now() });
  if (!isAllowed(request)) return [401, { code: 1002, description: 'Authorization failed.' }];
  if (!id) return [400, { code: 2001, description: 'MS-RequestId is missing.' }];
  const key = `${method} ${url.pathname} ${id}`;
  if (method !== 'GET' && method !== 'HEAD' && remembers && answered.has(key)) return answered.get(key);
  try {
    const given = answer(url.pathname.match(path).slice(1), body ? JSON.parse(body) : {}, url.searchParams);
    if (method !== 'GET' && method !== 'HEAD') answered.set(key, given);
    return given;
  } catch (error) {
    if (error instanceof Refusal) return [error.status, error.body];
    if (error instanceof SyntaxError) return [400, { code: 2000, description: 'The body is no JSON.' }];
    throw error;
  }
}

function token(request, body) {
  const form = new URLSearchParams(body);
  const right = request.method === 'POST' && form.get('grant_type') === 'client_credentials' && form.get('client_id') === options['client-id']
    && form.get('client_secret') === options['client-secret'] && (!options.scope || form.get('scope') === options.scope);
  if (!right) return [400, { error: 'invalid_client' }];
  const value = randomBytes(24).toString('base64url');
  tokens.set(value, Date.now() + tokenLife * 1000);
  tokensGiven += 1;
  return [200, { token_type: 'Bearer', expires_in: tokenLife, access_token: value }];
}

function isAllowed(request) {
  const value = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  return (tokens.get(value) ?? 0) > Date.now();
}

/** Lets a fault come in between, before, during or after what was asked for. */
async function failing(operation, request, response, body, answer) {
  const chosen = faults.next(operation, body);

  // To a HEAD, 200 with whatever body says that the domain is taken: not a broken answer, but a wrong one.
  const fault = request.method === 'HEAD' && ['huge', 'empty'].includes(chosen?.kind) ? undefined : chosen;
  switch (fault?.kind) {
    case undefined: return send(response, ...answer());
    case 'throttled': return send(response, 429, 'Slow down.', { 'Retry-After': String(fault.seconds ?? 1) });
    case 'throttled-date': return send(response, 429, undefined, { 'Retry-After': new Date(Date.now() + (fault.seconds ?? 1) * 1000).toUTCString() });
    case 'status-500': return send(response, 500, { code: 500, description: 'Internal error.' });
    case 'status-502': return send(response, 502, 'Bad gateway');
    case 'status-503': return send(response, 503, { code: 503, description: 'Busy.' }, { 'Retry-After': '1' });
    case 'refuse-connection': return request.socket.destroy();
    case 'hang': return later(hangSeconds * 1000, () => response.destroy());
    case 'slow-done': answer(); return later(hangSeconds * 1000, () => response.destroy());
    case 'delay': return later((fault.seconds ?? 5) * 1000, () => send(response, ...answer()));
    case 'lost-answer': answer(); return request.socket.destroy();
    case 'done-500': answer(); return send(response, 500, { code: 500, description: 'Internal error.' });
    case 'conflict': return send(response, 409, { code: fault.code ?? 800060, description: 'In progress.' });
    case 'other-status': { const [status, body] = answer(); return send(response, status === 201 ? 200 : status, body); }
    case 'without-credentials': { const [status, { userCredentials, ...body }] = answer(); return send(response, status, body); }
    case 'truncated': return cut(response, ...answer());
    case 'html': answer(); return send(response, 200, '<!doctype html><title>Welcome</title><h1>Please sign in</h1>', { 'Content-Type': 'text/html' });
    case 'html-502': return send(response, 502, '<h1>Bad gateway</h1>', { 'Content-Type': 'text/html' });
    case 'slow': return trickle(response, fault.seconds ?? 1, ...answer());
    case 'expired-token': tokens.clear(); return send(response, ...answer());
    case 'redirect': return send(response, 302, undefined, { Location: '/elsewhere' });
    case 'huge': answer(); return send(response, 200, `{"filler":"${'x'.repeat(6_000_000)}"}`);
    case 'empty': answer(); return send(response, 200);
    case 'refuse': return send(response, fault.status ?? 400, { code: fault.code, description: 'Refused on demand.' });
    default: return send(response, 500, { code: 500, description: `No such fault: ${fault.kind}` });
  }
}

function control(request, url, body, response) {
  const asked = body ? lower(JSON.parse(body)) : {};
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /control/state': return send(response, 200, { ...vendor.state(), tokensGiven, faultsMet: faults.met, requests: url.searchParams.has('requests') ? requests : requests.length });
    case 'POST /control/fault': faults.plan(asked); return send(response, 204);
    case 'POST /control/clear': faults.clear(); vendor.refusedOffers.clear(); return send(response, 204);
    case 'POST /control/set':
      faults.set({ seed: asked.seed, rate: asked.failrate, kinds: asked.faults });
      remembers = asked.remembers ?? remembers;
      hangSeconds = asked.hangseconds ?? hangSeconds;
      tokenLife = asked.tokenlife ?? tokenLife;
      vendor.namesSubscriptions = asked.namessubscriptions ?? vendor.namesSubscriptions;
      vendor.lists = asked.lists ?? vendor.lists;
      for (const domain of asked.takendomains ?? []) vendor.takenDomains.add(domain.toLowerCase());
      for (const [offer, code] of Object.entries(asked.refusedoffers ?? {})) vendor.refusedOffers.set(offer.toUpperCase(), code);
      if (asked.orderelsewhere) vendor.orderElsewhere(asked.orderelsewhere.domain, asked.orderelsewhere.offer);
      if (asked.customer) vendor.createCustomer(asked.customer);
      return send(response, 204);
    default: return send(response, 404, { description: 'No such control.' });
  }
}

function send(response, status, body, headers = {}) {
  if (response.destroyed) return;
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { ...(text && { 'Content-Type': typeof body === 'string' && status === 429 ? 'text/plain' : 'application/json' }), 'Content-Length': Buffer.byteLength(text), ...headers });
  response.end(text);
}

function cut(response, status, body) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const half = text.slice(0, Math.floor(text.length / 2));
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(half) });
  response.end(half);
}

function trickle(response, seconds, status, body) {
  const text = Buffer.from(body === undefined ? '' : JSON.stringify(body));
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': text.length });
  const piece = Math.max(1, Math.ceil(text.length / 10));
  const next = (at) => (at >= text.length ? response.end() : (response.write(text.subarray(at, at + piece)), later(seconds * 100, () => next(at + piece))));
  next(0);
}

const later = (milliseconds, act) => void setTimeout(act, milliseconds).unref();
const collection = (items) => ({ totalCount: items.length, items, attributes: { objectType: 'Collection' } });

async function read(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

if (options['until-stdin-closes']) process.stdin.resume().on('end', () => process.exit(0));
server.keepAliveTimeout = 30_000;
server.listen(Number(options.port), '127.0.0.1', () => console.log(`listening ${server.address().port}`));
