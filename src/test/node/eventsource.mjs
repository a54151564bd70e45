/**
 * Follows the stream of changes with clients that connect again by themselves: the EventSource of a browser, from the same origin and with the
 * credentials that it was given for the page, and that of a library. All connections are cut in the middle, and nothing may be missed or come twice.
 * Behind nginx, as it is installed, what is sent must come at once.
 *
 * usage: node eventsource.mjs library
 *        node eventsource.mjs browser CHROMIUM
 *        node eventsource.mjs nginx NGINX
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventSource } from 'eventsource';
import { account, apiUrl } from './settings.mjs';
import { messageStatus, send, sid } from './webhooks.mjs';

const STREAM = '/ringback/v1/stream';
const SOON = 60_000;
const authorization = `Basic ${Buffer.from(`${account.sid}:${account.token}`).toString('base64')}`;

/** Waits for something, and says what when it does not come. */
async function until(what, isSo) {
  const deadline = Date.now() + SOON;
  while (!isSo()) {
    assert.ok(Date.now() < deadline, `${what} does not come`);
    await sleep(20);
  }
}

/** Stands before the API door, and cuts all connections where the network would. */
async function standBetween() {
  const target = new URL(apiUrl);
  const sockets = new Set();
  const streams = [];
  let isDown = false;
  const server = http.createServer((request, response) => {
    if (request.url.startsWith(STREAM)) {
      streams.push({ lastEventId: request.headers['last-event-id'], isLetIn: Boolean(request.headers.authorization) });
    }
    const passed = http.request(
      { host: target.hostname, port: target.port, method: request.method, path: request.url, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode, answer.headers);
        response.flushHeaders();
        answer.pipe(response);
      },
    );
    passed.on('error', () => response.destroy());
    response.on('close', () => passed.destroy());
    request.pipe(passed);
  });
  server.on('connection', (socket) => {
    if (isDown) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    /** Requests for the stream that came. */
    streams,
    cut() {
      isDown = true;
      sockets.forEach((socket) => socket.destroy());
    },
    mend() {
      isDown = false;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * @param follow opens a stream of an origin, and calls back with the id and the data of each event; returns what ends it
 * @param placesCount whether the client minds places without an event, as the standard says
 */
async function check(client, follow, placesCount) {
  const between = await standBetween();
  const told = [];
  const sent = [];
  const post = async () => {
    sent.push(sid('SM'));
    await send(messageStatus(sent.at(-1), 'sent'));
  };
  const tellsAll = () => sent.every((messageSid) => told.some((event) => event.sid === messageSid));
  let begin;
  const begun = new Promise((resolve) => {
    begin = resolve;
  });
  const end = await follow(
    between.origin,
    begin,
    (id, data) => {
      const { id: same, event, resource } = JSON.parse(data);
      assert.equal(same, id);
      assert.equal(resource.sid, event.sid);
      told.push({ id, sid: event.sid });
    },
  );
  try {
    await Promise.race([begun, sleep(SOON).then(() => assert.fail('the stream does not begin'))]);
    if (!placesCount) {
      await post();
      await until('the first event', tellsAll);
    }
    for (let round = 0; round < 3; round++) {
      between.cut();
      await post();
      await post();
      between.mend();
      await until(`what ${client} missed in round ${round}`, tellsAll);
      await post();
      await until(`what ${client} did not miss in round ${round}`, tellsAll);
    }
    assert.deepEqual(
      told.map((event) => event.sid),
      sent,
    );
    const places = between.streams.filter((request) => request.isLetIn).map((request) => request.lastEventId);
    assert.equal(places[0], undefined);
    assert.ok(places.length >= 4 && places.slice(1).every((place) => /^[0-9a-f]{16}-[0-9]+$/.test(place)), `it asked for ${places}`);
  } finally {
    await end();
    between.close();
  }
  console.log(`${client} was told of ${sent.length} events over 3 cuts, each once and in order`);
}

async function followByLibrary(origin, begun, tell) {
  const source = new EventSource(origin + STREAM, {
    fetch: (url, options) => fetch(url, { ...options, headers: { ...options.headers, Authorization: authorization } }),
  });
  source.addEventListener('open', begun);
  source.addEventListener('message', (event) => tell(event.lastEventId, event.data));
  return async () => source.close();
}

/** Speaks the DevTools protocol over the pipes of a browser of its own. */
async function startBrowser(program) {
  const profile = await mkdtemp(join(tmpdir(), 'ringback-browser-'));
  const options = [
    '--headless=new',
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--disable-gpu',
    '--disable-dev-shm-usage',
  ];
  if (process.getuid?.() === 0) {
    options.push('--no-sandbox');
  }
  const browser = spawn(program, [...options, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] });
  const [, , errors, toBrowser, fromBrowser] = browser.stdio;
  const answers = new Map();
  const listeners = [];
  let said = '';
  let buffered = '';
  let next = 1;
  errors.on('data', (text) => {
    said += text;
  });
  fromBrowser.setEncoding('utf8');
  fromBrowser.on('data', (text) => {
    const messages = (buffered + text).split('\0');
    buffered = messages.pop();
    for (const message of messages.map((json) => JSON.parse(json))) {
      answers.get(message.id)?.(message);
      listeners.forEach((listener) => listener(message));
    }
  });
  const ended = once(browser, 'exit');
  return {
    async ask(method, params = {}, sessionId = undefined) {
      const id = next++;
      const answer = new Promise((resolve) => answers.set(id, resolve));
      toBrowser.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
      const { result, error } = await Promise.race([
        answer,
        ended.then(() => assert.fail(`the browser has ended: ${said}`)),
        sleep(SOON, undefined, { ref: false }).then(() => assert.fail(`${method} is not answered: ${said}`)),
      ]);
      assert.equal(error, undefined, `${method}: ${JSON.stringify(error)}`);
      return result;
    },
    listen(listener) {
      listeners.push(listener);
    },
    async close() {
      browser.kill('SIGKILL');
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** Opens a page of the origin with credentials, as a person does who types them; its scripts name none. */
function followByBrowser(program) {
  return async (origin, begun, tell) => {
    const browser = await startBrowser(program);
    try {
      const { targetId } = await browser.ask('Target.createTarget', { url: 'about:blank' });
      const { sessionId } = await browser.ask('Target.attachToTarget', { targetId, flatten: true });
      let isLoaded = false;
      browser.listen(({ method, params }) => {
        if (method === 'Page.loadEventFired') {
          isLoaded = true;
        } else if (method === 'Runtime.bindingCalled' && params.name === 'tellTest') {
          const { id, data } = JSON.parse(params.payload);
          if (id === undefined) {
            begun();
          } else {
            tell(id, data);
          }
        }
      });
      await browser.ask('Page.enable', {}, sessionId);
      await browser.ask('Runtime.enable', {}, sessionId);
      await browser.ask('Runtime.addBinding', { name: 'tellTest' }, sessionId);
      const url = new URL('/ringback/v1/events?PageSize=1', origin);
      url.username = account.sid;
      url.password = account.token;
      await browser.ask('Page.navigate', { url: url.href }, sessionId);
      await until('the page', () => isLoaded);
      const { result } = await browser.ask(
        'Runtime.evaluate',
        {
          expression: `
            const source = new EventSource(location.origin + '${STREAM}');
            source.onopen = () => tellTest('{}');
            source.onmessage = (event) => tellTest(JSON.stringify({ id: event.lastEventId, data: event.data }));
            document.body.innerText`,
        },
        sessionId,
      );
      assert.match(result.value, /"events"/, 'the page was not let in');
    } catch (failed) {
      await browser.close();
      throw failed;
    }
    return () => browser.close();
  };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Lets nginx keep what comes until it has enough of it, which is what it does unless it is told otherwise. */
async function checkNginx(program) {
  const folder = await mkdtemp(join(tmpdir(), 'ringback-nginx-'));
  const port = await freePort();
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
  await writeFile(
    join(folder, 'nginx.conf'),
    `daemon off; master_process off; pid ${folder}/pid; error_log stderr;
     events {}
     http { access_log off; ${temporary} server { listen 127.0.0.1:${port}; location / { proxy_pass ${apiUrl}; } } }`,
  );
  const nginx = spawn(program, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'], { stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    let answer;
    for (let attempt = 0; !answer; attempt++) {
      assert.ok(attempt < 200, 'nginx does not start');
      answer = await fetch(`http://127.0.0.1:${port}${STREAM}`, { headers: { Authorization: authorization } }).catch(() => sleep(50));
    }
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type').split(';')[0], 'text/event-stream');
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    const read = async () => (await Promise.race([reader.read(), sleep(10_000).then(() => assert.fail('nginx keeps it'))])).value;
    assert.match(await read(), /^retry: 1000\n/);
    for (let i = 0; i < 5; i++) {
      const messageSid = sid('SM');
      await send(messageStatus(messageSid, 'sent'));
      assert.ok((await read()).includes(messageSid));
    }
    await reader.cancel();
  } finally {
    nginx.kill();
    await once(nginx, 'exit');
    await rm(folder, { recursive: true, force: true });
  }
  console.log('nginx passes on at once what is sent');
}

const [kind, program] = process.argv.slice(2);
if (kind === 'library') {
  await check('the library', followByLibrary, false);
} else if (kind === 'browser') {
  await check('the browser', followByBrowser(program), true);
} else if (kind === 'nginx') {
  await checkNginx(program);
} else {
  assert.fail('usage: node eventsource.mjs library | browser CHROMIUM | nginx NGINX');
}
process.exit();
