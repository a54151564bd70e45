/**
 * Reads the pages of lists through Twilio's library from a Ringback that may ask 'ringback simulate --serve-api': those that are passed on, those that are
 * read through, and the mirror's own.
 *
 * usage: node upstream.mjs RINGBACK-URL STANDIN-URL
 */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import twilio from './library.mjs';
import { listed } from './lists.mjs';

const [ringbackUrl, standinUrl] = process.argv.slice(2);
const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = process.env;
const pageSize = 2;

/** Wants every answer fresh. */
class FreshClient extends twilio.RequestClient {
  request(options) {
    return super.request({ ...options, headers: { ...options.headers, 'Cache-Control': 'no-cache' } });
  }
}

function client(url, options) {
  const made = twilio(accountSid, authToken, options);
  made.api.baseUrl = url;
  made.monitor.baseUrl = url;
  return made;
}

const writing = client(standinUrl);
const reading = client(ringbackUrl);
const fresh = client(ringbackUrl, { httpClient: new FreshClient() });

const expected = [];
for (let i = 0; i < 5; i++) {
  const { sid } = await writing.messages.create({ to: '+14155550150', from: '+14155550100', body: `${i}` });
  expected.unshift(sid);
}
for (let attempt = 0; (await writing.messages(expected[0]).fetch()).status !== 'delivered'; attempt++) {
  assert.ok(attempt < 600, 'never delivered');
  await pause(50);
}
const all = (await writing.messages.list()).map((message) => message.sid);
assert.deepEqual(all.slice(0, 5), expected);
const sent = Math.max(...(await writing.messages.list()).map((message) => message.dateSent.getTime()));
const dateSentBefore = new Date(sent);
while (Date.now() < sent + 2_000) {
  await pause(100); // seconds are compared
}

// Nothing has come from Twilio, so the mirror has not begun: every list that has ended is Twilio's.
const passed = await reading.messages.page({ dateSentBefore, pageSize });
assert.match(passed.nextPageUrl, /PageToken=PASM/);
assert.deepEqual(await listed(reading.messages, { dateSentBefore, pageSize }), all, 'pages that are passed on');

const through = await fresh.messages.page({ pageSize });
assert.match(through.nextPageUrl, /PageToken=RASM/);
assert.deepEqual(await listed(fresh.messages, { pageSize }), all, 'pages that are read through');

// The mirror sorts by whole seconds, as the API shows them.
assert.deepEqual((await listed(reading.messages, { pageSize })).sort(), [...all].sort(), "the mirror's own pages");
console.log("pages that are passed on, read through and the mirror's own are read by Twilio's library as Twilio's are");
