import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test, { before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { cloudEventsFile } from './settings.mjs';
import { callStatus, debuggerEvent, inboundMessage, messageStatus, send, sendJson, sid } from './webhooks.mjs';

const text = 'caf\u00e9 \u{1f980} "quoted"';
const delivered = sid('SM');
const received = sid('SM');
const call = sid('CA');
const alert = sid('NO');
const streamed = sid('SM');
const flow = sid('FW');

before(async () => {
  await send(messageStatus(delivered, 'delivered'), { query: '?order=77' });
  await send(inboundMessage(received, text));
  await send(callStatus(call, 'completed', 3, new Date()));
  await send(debuggerEvent(alert, 'ERROR', new Date(), { resource_sid: sid('SM'), error_code: '30007' }));
  await sendJson([
    {
      specversion: '1.0',
      type: 'com.twilio.messaging.message.sent',
      source: streamed,
      id: sid('EZ'),
      time: new Date().toISOString(),
      data: { messageSid: streamed, messageStatus: 'SENT' },
    },
  ]);
  await sendJson({ flow, text });
});

async function outcomes() {
  return (await readFile(cloudEventsFile, 'utf8')).split('\n').slice(0, -1).map((line) => JSON.parse(line));
}

/** What the library has read of an event, once that has been sent on. */
async function sentOn(matches) {
  for (let attempt = 0; attempt < 150; attempt++) {
    const found = (await outcomes()).map((outcome) => outcome.event).find((event) => event && matches(event));
    if (found) {
      return found;
    }
    await sleep(200);
  }
  const refused = (await outcomes()).filter((outcome) => outcome.refused);
  return assert.fail(`was not sent on; refused were ${JSON.stringify(refused)}`);
}

const about = (subject) => (event) => event.subject === subject;

test('the library reads a status of a message', async () => {
  const event = await sentOn(about(delivered));
  assert.equal(event.type, 'dev.ringback.message-status');
  assert.equal(event.data.MessageStatus, 'delivered');
});

test('the library reads text outside ASCII', async () => {
  assert.equal((await sentOn(about(received))).data.Body, text);
});

test('the library reads events of calls and of the Debugger', async () => {
  assert.equal((await sentOn(about(call))).data.CallStatus, 'completed');
  assert.equal((await sentOn(about(alert))).type, 'dev.ringback.debugger');
});

test('the library reads what came as JSON, from Event Streams or not', async () => {
  assert.equal((await sentOn(about(streamed))).data.data.messageStatus, 'SENT');
  assert.equal((await sentOn((event) => event.data.flow === flow)).data.text, text);
});

test('the library refuses nothing that was sent on', async () => {
  assert.deepEqual(
    (await outcomes()).filter((outcome) => outcome.refused),
    [],
  );
});
