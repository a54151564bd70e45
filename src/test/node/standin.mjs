/**
 * Sends, reads, lists, redacts, cancels and deletes through Twilio's library, against 'ringback simulate --serve-api'.
 *
 * usage: node standin.mjs URL
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import twilio from './library.mjs';

const [url] = process.argv.slice(2);
const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = process.env;
const TO = '+14155550150';
const FROM = '+14155550100';
const SERVICE = 'MG00000000000000000000000000000001';

const client = twilio(accountSid, authToken);
client.api.baseUrl = url;
client.monitor.baseUrl = url;

/** Takes callbacks, and remembers those that are signed as Twilio signs. */
const told = [];
const server = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) {
    body += part;
  }
  const parameters = Object.fromEntries(new URLSearchParams(body));
  const signed = twilio.validateRequest(authToken, request.headers['x-twilio-signature'], callbackUrl, parameters);
  told.push({ signed, ...parameters });
  response.writeHead(204).end();
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const callbackUrl = `http://127.0.0.1:${server.address().port}/callback?order=1`;

async function until(condition, what) {
  for (let attempt = 0; attempt < 600; attempt++) {
    const value = await condition();
    if (value) {
      return value;
    }
    await pause(50);
  }
  throw new Error(`never came: ${what}`);
}

async function refusedWith(code, promise) {
  await assert.rejects(promise, (error) => {
    assert.equal(error.code, code);
    return true;
  });
}

try {
  const created = await client.messages.create({ to: TO, from: FROM, body: 'Hello', statusCallback: callbackUrl });
  assert.equal(created.status, 'queued');
  assert.equal(created.body, 'Hello');
  assert.equal(created.price, null);
  await refusedWith(20009, client.messages(created.sid).remove());
  await until(async () => (await client.messages(created.sid).fetch()).status === 'delivered', 'delivered');
  await until(() => told.length === 2, 'two callbacks');
  assert.deepEqual(told.map((callback) => callback.MessageStatus), ['sent', 'delivered']);
  assert.ok(told.every((callback) => callback.signed && callback.MessageSid === created.sid));

  for (let i = 0; i < 4; i++) {
    await client.messages.create({ to: TO, from: FROM, body: `${i}` });
  }
  const listed = await client.messages.list({ pageSize: 2, limit: 5 });
  assert.deepEqual(listed.map((message) => message.body), ['3', '2', '1', '0', 'Hello']);

  assert.equal((await client.messages(created.sid).update({ body: '' })).body, '');
  assert.equal(await client.messages(created.sid).remove(), true);
  await refusedWith(20404, client.messages(created.sid).remove());
  await refusedWith(21609, client.messages.create({ to: TO, from: FROM, body: 'x', statusCallback: 'nonsense' }));

  const sendAt = new Date(Date.now() + 3_600_000);
  const later = await client.messages.create({ to: TO, messagingServiceSid: SERVICE, body: 'x', scheduleType: 'fixed', sendAt });
  assert.equal(later.status, 'scheduled');
  assert.equal((await client.messages(later.sid).update({ status: 'canceled' })).status, 'canceled');

  const call = await client.calls.create({ to: TO, from: FROM, url: 'http://127.0.0.1/twiml' });
  assert.equal(call.status, 'queued');
  await client.calls(call.sid).update({ status: 'canceled' });
  assert.deepEqual((await client.calls.list({ status: 'canceled', limit: 1 })).map((each) => each.sid), [call.sid]);
  assert.deepEqual(await client.monitor.v1.alerts.list(), []);
  console.log("the stand-in sends, tells, lists, redacts, cancels and deletes as Twilio's library expects");
} finally {
  server.close();
}
