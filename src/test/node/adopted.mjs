/**
 * Sends, reads at once, redacts and deletes through a Ringback that adopts callback URLs, with Twilio's library and one base URL, and lets the library's own middleware judge what reaches the caller's URL.
 *
 * usage: node adopted.mjs RINGBACK STANDIN FOLDER
 * with the command that runs Ringback, the URL of 'ringback simulate --serve-api', and a folder for its files
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import twilio from './library.mjs';

const [ringback, standin, folder] = process.argv.slice(2);
const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = process.env;
const FROM = '+14155550100';

async function until(condition, what) {
  for (let attempt = 0; attempt < 1200; attempt++) {
    const value = await condition();
    if (value) {
      return value;
    }
    await pause(50);
  }
  throw new Error(`never came: ${what}`);
}

function listening(server) {
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server.address().port)));
}

async function freePort() {
  const server = createServer();
  const port = await listening(server);
  await new Promise((closed) => server.close(closed));
  return port;
}

/** What express gives to the middleware, as far as that looks at it. */
function asExpress(request, response, body) {
  request.protocol = 'http';
  request.originalUrl = request.url;
  request.rawBody = body;
  request.body = Object.fromEntries(new URLSearchParams(body));
  request.header = (name) => request.headers[name.toLowerCase()];
  request.get = request.header;
  response.type = () => response;
  response.status = (status) => {
    response.statusCode = status;
    return response;
  };
  response.send = (text) => response.end(text);
}

const heard = [];
const refused = [];
const believes = twilio.webhook(authToken);
const app = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) {
    body += part;
  }
  asExpress(request, response, body);
  response.on('finish', () => response.statusCode < 300 || refused.push(`${response.statusCode} ${request.method} ${request.url}`));
  believes(request, response, () => {
    const query = new URL(request.url, 'http://localhost').searchParams;
    heard.push({ method: request.method, order: query.get('order'), ...Object.fromEntries(query), ...request.body });
    response.writeHead(204).end();
  });
});
const appPort = await listening(app);
const port = await freePort();
const file = join(folder, `adopted-${process.pid}.yaml`);
writeFileSync(
  file,
  `accounts: [{sid: ${accountSid}, auth_tokens: [${authToken}]}]
alerts: {allow_private: [127.0.0.1]}
upstream: {writes: true, callbacks: adopt, url: '${standin}'}
`,
);
const environment = { ...process.env };
delete environment.TWILIO_ACCOUNT_SID;
delete environment.TWILIO_AUTH_TOKEN;
const server = spawn(
  ringback,
  [
    'serve', '--config', file, '--database', `jdbc:sqlite:${join(folder, `adopted-${process.pid}.db`)}`,
    '--callback-listen', `127.0.0.1:${port}`, '--api-listen', '127.0.0.1:0', '--public-url', `http://127.0.0.1:${port}/twilio`,
  ],
  { env: environment, stdio: ['ignore', 'ignore', 'pipe'] },
);
let log = '';
server.stderr.on('data', (text) => {
  log += text;
});

try {
  const [, api] = await until(() => log.match(/reads at (127\.0\.0\.1:\d+)/), 'the address of the server');
  const client = twilio(accountSid, authToken);
  client.api.baseUrl = `http://${api}`;
  const callback = `http://127.0.0.1:${appPort}/hook?order=12%2034`;
  const message = await client.messages.create({ to: '+14155550150', from: FROM, body: 'Hello', statusCallback: callback });
  const atOnce = await client.messages(message.sid).fetch();
  assert.deepEqual([atOnce.body, atOnce.direction, atOnce.numSegments], ['Hello', 'outbound-api', '1']);
  await until(() => heard.length === 2, 'two callbacks of a message');
  assert.deepEqual(heard.map((each) => each.MessageStatus), ['sent', 'delivered']);
  assert.ok(heard.every((each) => each.method === 'POST' && each.order === '12 34' && each.MessageSid === message.sid));

  const call = await client.calls.create({
    to: '+14155550150', from: FROM, url: 'http://127.0.0.1/twiml', statusCallback: callback, statusCallbackMethod: 'GET',
    statusCallbackEvent: ['ringing', 'completed'],
  });
  await until(() => heard.length === 3, 'a call that rings');
  await client.calls(call.sid).update({ status: 'completed' });
  await until(() => heard.length === 4, 'the end of the call');
  assert.equal(heard[2].CallStatus, 'ringing');
  // It may be answered, or over, before it is ended.
  assert.match(heard[3].CallStatus, /^(canceled|completed|busy|no-answer|failed)$/);
  assert.ok(heard.slice(2).every((each) => each.method === 'GET' && each.order === '12 34' && each.CallSid === call.sid));

  assert.equal((await client.messages(message.sid).fetch()).status, 'delivered');
  assert.equal((await client.messages(message.sid).update({ body: '' })).body, '');
  assert.equal((await client.messages(message.sid).fetch()).body, '');
  assert.equal(await client.messages(message.sid).remove(), true);
  await assert.rejects(client.messages(message.sid).fetch(), { status: 404, code: 20404 });
  console.log("an adopted callback URL hears what Twilio would have told it, and Twilio's middleware believes it");
} catch (failed) {
  console.error(log, heard, refused);
  throw failed;
} finally {
  server.kill();
  app.close();
}
