'use strict';
// A real SMTP server for tests: keeps every accepted message as it came, byte for byte. See README.md.

const fs = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { SMTPServer } = require('smtp-server');

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    folder: { type: 'string' },
    security: { type: 'string', default: 'none' },
    cert: { type: 'string' },
    key: { type: 'string' },
    user: { type: 'string' },
    password: { type: 'string' },
    'refuse-recipient': { type: 'string' },
    'defer-recipient': { type: 'string' },
    'hang-recipient': { type: 'string' },
    reply: { type: 'string', multiple: true, default: [] },
    'accept-one-in': { type: 'string' },
    'fail-rate': { type: 'string' },
    seed: { type: 'string', default: '1' },
    delay: { type: 'string', default: '0' },
    'fail-first': { type: 'string', default: '0' },
    drop: { type: 'string' },
    'until-stdin-closes': { type: 'boolean', default: false },
  },
});

if (!options.folder) fail('--folder is needed: where the messages are kept.');
if (!['none', 'starttls', 'tls'].includes(options.security)) fail('--security is none, starttls or tls.');
if (options.drop && !['connect', 'data'].includes(options.drop)) fail('--drop is connect or data.');
if (options.security !== 'none' && !(options.cert && options.key)) fail('--security needs --cert and --key (PEM files).');

fs.mkdirSync(path.join(options.folder, 'unanswered'), { recursive: true });
const refused = pattern('refuse-recipient');
const deferred = pattern('defer-recipient');
const hanging = pattern('hang-recipient');
const replies = Object.fromEntries(options.reply.map((rule) => {
  const [, stage, code] = /^(connect|mail|rcpt|data)=([2-5]\d\d)$/.exec(rule) || fail('--reply is connect, mail, rcpt or data, an equals sign and a code.');
  return [stage, Number(code)];
}));
const failRate = options['accept-one-in'] ? 1 - 1 / Number(options['accept-one-in']) : Number(options['fail-rate'] || 0);
if (!(failRate >= 0 && failRate < 1)) fail('--accept-one-in is a number from 1, --fail-rate one from 0 and below 1.');
const random = randomFrom(Number(options.seed));
const needsTls = options.security === 'starttls';
let failuresLeft = Number(options['fail-first']);
let stored = 0;

const server = new SMTPServer({
  secure: options.security === 'tls',
  cert: options.cert && fs.readFileSync(options.cert),
  key: options.key && fs.readFileSync(options.key),
  disabledCommands: [
    ...(options.security === 'starttls' ? [] : ['STARTTLS']),
    ...(options.user ? [] : ['AUTH']),
  ],
  authOptional: !options.user,
  allowInsecureAuth: options.security === 'none',
  disableReverseLookup: true,
  logger: false,

  onConnect(session, done) {
    if (options.drop === 'connect') return dropConnections();
    done(planned('connect', session));
  },

  onAuth(auth, session, done) {
    const right = auth.username === options.user && auth.password === options.password;
    done(right ? null : reply(535, 'Authentication credentials invalid'), right ? { user: auth.username } : undefined);
  },

  onMailFrom(address, session, done) {
    if (needsTls && !session.secure) return done(reply(530, 'Must issue a STARTTLS command first'));
    session.failure = random() < failRate ? ['put off', 'drop before', 'drop after'][Math.floor(random() * 3)] : null;
    done(planned('mail', session));
  },

  onRcptTo(address, session, done) {
    if (session.failure === 'drop before') return drop(session);
    if (hanging && hanging.test(address.address)) return undefined;
    if (deferred && deferred.test(address.address)) return done(reply(450, 'Mailbox busy'));
    done(refused && refused.test(address.address) ? reply(550, 'No such user here') : planned('rcpt', session));
  },

  onData(stream, session, done) {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => setTimeout(() => answer(Buffer.concat(chunks), session, done), Number(options.delay)));
  },
});

const sockets = new Set();
server.server.on('connection', (socket) => {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
});

server.on('error', (error) => {
  // A client that hangs up or refuses the certificate is the client's affair; a port in use is ours.
  if (error.syscall === 'listen') fail(error.message);
  process.stderr.write(`${error.message}\n`);
});

server.listen(Number(options.port), '127.0.0.1', () => {
  process.stdout.write(`listening ${server.server.address().port}\n`);
});

if (options['until-stdin-closes']) {
  process.stdin.on('end', () => process.exit(0));
  process.stdin.resume();
}

/** The end of a message: it is kept and answered with 250, or not. */
function answer(message, session, done) {
  if (options.drop === 'data' || session.failure === 'drop after') {
    store(message, session, 'unanswered');
    return drop(session);
  }
  if (failuresLeft > 0 || session.failure === 'put off') {
    failuresLeft -= 1;
    return done(reply(451, 'Try again later'));
  }
  const other = planned('data', session);
  if (other) return done(other);
  store(message, session, '');
  return done(null, 'Kept');
}

/** What --reply says for this stage; after a 421 the line is closed, as the standard has it. */
function planned(stage, session) {
  const code = replies[stage];
  if (code === 421) setTimeout(() => drop(session), 50);
  return code ? reply(code, 'As planned') : null;
}

/** The envelope first, the message last: who sees the message finds its envelope beside it. */
function store(message, session, folder) {
  stored += 1;
  const name = path.join(folder, `${Date.now()}-${String(stored).padStart(6, '0')}`);
  const envelope = {
    from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
    to: session.envelope.rcptTo.map((recipient) => recipient.address),
    user: session.user || null,
    secure: session.secure,
  };
  write(`${name}.json`, JSON.stringify(envelope));
  write(`${name}.eml`, message);
}

function write(name, content) {
  const target = path.join(options.folder, name);
  fs.writeFileSync(`${target}.part`, content);
  fs.renameSync(`${target}.part`, target);
}

function dropConnections() {
  for (const socket of sockets) socket.destroy();
}

/** A session knows its client's port, by which its socket is found. */
function drop(session) {
  for (const socket of sockets) if (socket.remotePort === session.remotePort) socket.destroy();
}

function pattern(name) {
  return options[name] ? new RegExp(options[name], 'i') : null;
}

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function reply(code, message) {
  return Object.assign(new Error(message), { responseCode: code });
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
