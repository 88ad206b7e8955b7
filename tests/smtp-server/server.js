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
    'fail-first': { type: 'string', default: '0' },
    drop: { type: 'string' },
    'until-stdin-closes': { type: 'boolean', default: false },
  },
});

if (!options.folder) fail('--folder is needed: where the messages are kept.');
if (!['none', 'starttls', 'tls'].includes(options.security)) fail('--security is none, starttls or tls.');
if (options.drop && !['connect', 'data'].includes(options.drop)) fail('--drop is connect or data.');
if (options.security !== 'none' && !(options.cert && options.key)) fail('--security needs --cert and --key (PEM files).');

fs.mkdirSync(options.folder, { recursive: true });
const refused = options['refuse-recipient'] ? new RegExp(options['refuse-recipient'], 'i') : null;
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
    if (options.drop !== 'connect') return done();
    dropConnections();
  },

  onAuth(auth, session, done) {
    const right = auth.username === options.user && auth.password === options.password;
    done(right ? null : reply(535, 'Authentication credentials invalid'), right ? { user: auth.username } : undefined);
  },

  onMailFrom(address, session, done) {
    done(needsTls && !session.secure ? reply(530, 'Must issue a STARTTLS command first') : null);
  },

  onRcptTo(address, session, done) {
    done(refused && refused.test(address.address) ? reply(550, 'No such user here') : null);
  },

  onData(stream, session, done) {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => {
      if (options.drop === 'data') return dropConnections();
      if (failuresLeft > 0) {
        failuresLeft -= 1;
        return done(reply(451, 'Try again later'));
      }
      store(Buffer.concat(chunks), session);
      done(null, 'Kept');
    });
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

/** The envelope first, the message last: who sees the message finds its envelope beside it. */
function store(message, session) {
  stored += 1;
  const name = `${Date.now()}-${String(stored).padStart(6, '0')}`;
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
  // A session knows no socket, and a test has no other client: hang up on all of them.
  for (const socket of sockets) socket.destroy();
}

function reply(code, message) {
  return Object.assign(new Error(message), { responseCode: code });
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
