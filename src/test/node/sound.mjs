/**
 * Records a call through Twilio's library at 'ringback simulate --serve-api', and hears it from a Ringback that may ask there and has a vault: first through
 * Twilio, then from the vault, where the recording says it is.
 *
 * usage: node sound.mjs RINGBACK-URL STANDIN-URL
 */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import twilio from './library.mjs';

const [ringbackUrl, standinUrl] = process.argv.slice(2);
const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = process.env;
const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;

function client(url) {
  const made = twilio(accountSid, authToken);
  made.api.baseUrl = url;
  return made;
}

const writing = client(standinUrl);
const reading = client(ringbackUrl);

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

/** Hears with the HTTP client of Node, since that of the library takes bytes for text. */
async function hear(base, path, headers = {}) {
  const answer = await fetch(base + path, { headers: { authorization, ...headers } });
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
}

const call = await writing.calls.create({ to: '+14155550150', from: '+14155550100', url: 'http://127.0.0.1/twiml', record: true });
await until(async () => (await writing.calls(call.sid).fetch()).status === 'in-progress', 'the answer to the call');
await writing.calls(call.sid).update({ status: 'completed' });
const { sid } = await until(
  async () => (await writing.recordings.list({ callSid: call.sid })).find((recording) => recording.status === 'completed'),
  'the recording',
);

const recording = await reading.recordings(sid).fetch();
assert.equal(recording.callSid, call.sid);
const path = new URL(recording.mediaUrl).pathname;
for (const extension of ['', '.wav', '.mp3']) {
  const original = await hear(standinUrl, path + extension);
  const { answer, bytes } = await hear(ringbackUrl, path + extension);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('content-type'), original.answer.headers.get('content-type'));
  assert.ok(bytes.length > 44 && bytes.equals(original.bytes), `the sound at ${extension || 'no extension'}`);
}

const copied = await until(async () => {
  const { bytes } = await hear(ringbackUrl, `/ringback/v1/vault?State=copied&Sid=${sid}`);
  return JSON.parse(bytes).objects[0];
}, 'the copy');
const original = await hear(standinUrl, path);
const kept = await hear(ringbackUrl, path);
assert.equal(kept.answer.headers.get('x-ringback-source'), 'vault');
assert.equal(kept.answer.headers.get('etag'), `"${copied.sha256}"`);
assert.ok(kept.bytes.equals(original.bytes));
const part = await hear(ringbackUrl, path, { range: 'bytes=44-143' });
assert.equal(part.answer.status, 206);
assert.ok(part.bytes.equals(original.bytes.subarray(44, 144)));

const below = (await reading.calls(call.sid).recordings(sid).fetch()).uri.replace('.json', '.wav');
assert.ok((await hear(ringbackUrl, below)).bytes.equals(original.bytes), 'the sound below its call');
const library = await reading.request({ method: 'get', uri: ringbackUrl + below });
assert.equal(library.statusCode, 200);

const link = JSON.parse((await hear(ringbackUrl, `/ringback/v1/media-links?Sid=${sid}`)).bytes);
assert.ok(Buffer.from(await (await fetch(link.url)).arrayBuffer()).equals(original.bytes), 'the sound behind a link');
console.log('a recording is heard through Twilio and from the vault, where its resource says it is');
