import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { testEveryAnswer } from './answers.mjs';
import { client } from './clients.mjs';
import { assertListed, listed, listedAt } from './lists.mjs';
import { account, publicUrl } from './settings.mjs';
import { callStatus, send, sid, unique } from './webhooks.mjs';

const caller = `client:${unique('agent-')}`;
const calls = Array.from({ length: 5 }, () => sid('CA'));
const [first, second, child, busy, ongoing] = calls;
const newestFirst = [...calls].reverse();

/** One call a day, from the 10th on; it rings at 10:00:01, is answered at 10:00:05 and ends at 10:00:47. */
function at(callSid, second) {
  return new Date(Date.UTC(2026, 0, 10 + calls.indexOf(callSid), 10, 0, second));
}

before(async () => {
  for (const callSid of calls) {
    const common = {
      From: caller,
      To: callSid === child ? '+14155550102' : '+14155550101',
      ...(callSid === child ? { ParentCallSid: first, Direction: 'outbound-dial' } : {}),
    };
    await send(callStatus(callSid, 'initiated', 0, at(callSid, 0), common));
    await send(callStatus(callSid, 'ringing', 1, at(callSid, 1), common));
    if (callSid === busy) {
      await send(callStatus(callSid, 'busy', 2, at(callSid, 3), { ...common, CallDuration: '0', Duration: '0' }));
      continue;
    }
    await send(callStatus(callSid, 'in-progress', 2, at(callSid, 5), common));
    if (callSid !== ongoing) {
      await send(callStatus(callSid, 'completed', 3, at(callSid, 47), { ...common, CallDuration: '42', Duration: '1' }));
    }
  }
  await send({ CallSid: first, AnsweredBy: 'human', MachineDetectionDuration: '1200' });
});

test('a completed call', async () => {
  const call = await client.calls(first).fetch();

  assert.equal(call.sid, first);
  assert.equal(call.accountSid, account.sid);
  assert.equal(call.status, 'completed');
  assert.equal(call.direction, 'outbound-api');
  assert.equal(call.from, caller);
  assert.equal(call.to, '+14155550101');
  assert.equal(call.toFormatted, '(415) 555-0101');
  assert.equal(call.answeredBy, 'human');
  assert.strictEqual(call.duration, '42');
  assert.deepEqual(call.dateCreated, at(first, 0));
  assert.deepEqual(call.startTime, at(first, 5));
  assert.deepEqual(call.endTime, at(first, 47));
  assert.equal(call.subresourceUris.recordings, `/2010-04-01/Accounts/${account.sid}/Calls/${first}/Recordings.json`);
  for (const name of ['parentCallSid', 'phoneNumberSid', 'price', 'priceUnit', 'queueTime', 'trunkSid', 'groupSid']) {
    assert.equal(call[name], null, name);
  }
});

test('calls that did not come to an answer, or to an end', async () => {
  const ended = await client.calls(busy).fetch();
  assert.equal(ended.status, 'busy');
  assert.strictEqual(ended.duration, '0');
  assert.deepEqual(ended.startTime, at(busy, 0), 'when it was made, since nobody answered');

  const underway = await client.calls(ongoing).fetch();
  assert.equal(underway.status, 'in-progress');
  assert.equal(underway.endTime, null);
});

test('a call that has only begun has a status that the library knows', async () => {
  const callSid = sid('CA');
  await send(callStatus(callSid, 'initiated', 0, new Date()));

  assert.equal((await client.calls(callSid).fetch()).status, 'queued');
});

test('calls over pages', () => assertListed(client.calls, { from: caller }, newestFirst));

test('a list without filters', async () => {
  const all = await listed(client.calls, { pageSize: 1000 });

  assert.deepEqual(all.filter((callSid) => calls.includes(callSid)), newestFirst);
});

test('calls by recipient, parent and status', async () => {
  assert.deepEqual(await listed(client.calls, { from: caller, to: '+14155550102' }), [child]);
  assert.deepEqual(await listed(client.calls, { parentCallSid: first }), [child]);
  assert.deepEqual(await listed(client.calls, { from: caller, status: 'busy' }), [busy]);
  assert.deepEqual(await listed(client.calls, { from: caller, status: 'completed' }), [child, second, first]);
  assert.deepEqual(await listed(client.calls, { from: caller, status: 'queued' }), []);
});

test('calls by when they began', async () => {
  const by = (filters) => listed(client.calls, { from: caller, ...filters });

  assert.deepEqual(await by({ startTime: '2026-01-11' }), [second]);
  assert.deepEqual(await by({ startTime: at(second, 5) }), [second], 'an instant stands for its day');
  assert.deepEqual(await by({ startTimeAfter: '2026-01-11' }), [ongoing, busy, child, second]);
  assert.deepEqual(await by({ startTimeAfter: at(second, 5) }), [ongoing, busy, child, second], 'on or after');
  assert.deepEqual(await by({ startTimeAfter: at(second, 6) }), [ongoing, busy, child]);
  assert.deepEqual(await by({ startTimeBefore: '2026-01-12' }), [second, first]);
  assert.deepEqual(await by({ startTimeBefore: at(second, 4) }), [first]);
  assert.deepEqual(await by({ startTimeAfter: at(first, 6), startTimeBefore: at(child, 6) }), [child, second]);
});

test('calls by when they ended', async () => {
  const by = (filters) => listed(client.calls, { from: caller, ...filters });

  assert.deepEqual(await by({ endTime: '2026-01-13' }), [busy]);
  assert.deepEqual(await by({ endTimeAfter: '2026-01-12' }), [busy, child]);
  assert.deepEqual(await by({ endTimeBefore: new Date(Date.UTC(2026, 0, 12)) }), [second, first]);
});

test('oldest first, if asked', async () => {
  assert.deepEqual(await listedAt(`/Calls.json?From=${encodeURIComponent(caller)}&Order=asc`), calls);
});

test('the events of a call are the requests of Twilio and their answers', async () => {
  const { events } = client.calls(second);
  const all = await events.list({ pageSize: 3 });

  assert.deepEqual(all.map((event) => event.request.parameters.call_status), ['initiated', 'ringing', 'in-progress', 'completed']);
  for (const { request, response } of all) {
    assert.equal(request.method, 'POST');
    assert.equal(request.url, publicUrl);
    assert.equal(request.parameters.call_sid, second);
    assert.ok(response.response_code >= 200 && response.response_code < 300, `${response.response_code}`);
    assert.ok(Date.parse(response.date_created) > 0, response.date_created);
  }
  assert.equal((await events.list({ limit: 1 })).length, 1);
});

testEveryAnswer();
