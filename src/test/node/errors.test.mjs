import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { lastAnswer, read, testEveryAnswer } from './answers.mjs';
import { client, clientFor } from './clients.mjs';
import { RestException, version } from './library.mjs';
import { account } from './settings.mjs';
import { messageStatus, send, sid } from './webhooks.mjs';

const existing = sid('SM');

before(() => send(messageStatus(existing, 'sent')));

async function assertFails(promise, status, code, message) {
  await assert.rejects(promise, (error) => {
    assert.ok(error instanceof RestException, `${error.stack ?? error}`);
    assert.deepEqual({ status: error.status, code: error.code }, { status, code }, error.message);
    assert.equal(error.moreInfo, `https://www.twilio.com/docs/errors/${code}`);
    assert.match(error.message, message);
    return true;
  });
}

test('401 for wrong credentials', async () => {
  const stranger = clientFor(account.sid, 'f'.repeat(32));

  await assertFails(stranger.messages(existing).fetch(), 401, 20003, /./);
  await assertFails(stranger.messages.list(), 401, 20003, /./);
  await assertFails(stranger.monitor.v1.alerts.list(), 401, 20003, /./);
  await assertFails(clientFor(sid('AC'), account.token).calls.list(), 401, 20003, /./);
});

test('404 for what nobody has told of', async () => {
  const unknown = sid('SM');

  await assertFails(client.messages(unknown).fetch(), 404, 20404, new RegExp(`/Messages/${unknown}.json was not found`));
  await assertFails(client.calls(sid('CA')).fetch(), 404, 20404, /was not found/);
  await assertFails(client.recordings(sid('RE')).fetch(), 404, 20404, /was not found/);
  await assertFails(client.conferences(sid('CF')).participants(sid('CA')).fetch(), 404, 20404, /was not found/);
  await assertFails(client.monitor.v1.alerts(sid('NO')).fetch(), 404, 20404, /was not found/);
});

test('404 for what Ringback cannot know', async () => {
  await assertFails(client.balance.fetch(), 404, 20404, /Balance/);
  await assertFails(client.usage.records.list(), 404, 20404, /Usage/);
});

test('405 for every write, and the message stays', async () => {
  await assertFails(client.messages.create({ to: '+14155550101', from: '+14155550100', body: 'Hello' }), 405, 20004, /./);
  await assertFails(client.calls.create({ to: '+14155550101', from: '+14155550100', url: 'https://app.example.com' }), 405, 20004, /./);
  await assertFails(client.messages(existing).update({ body: '' }), 405, 20004, /./);
  await assertFails(client.messages(existing).remove(), 405, 20004, /./);

  assert.equal((await client.messages(existing).fetch()).sid, existing);
});

test('400 for a filter that cannot be read, by its name', async () => {
  await assertFails(client.messages.list({ dateSent: 'the day before' }), 400, 20001, /DateSent/);
  await assertFails(client.calls.list({ startTimeAfter: '2026-13-01' }), 400, 20001, /StartTime/);
  await assertFails(client.conferences(sid('CF')).recordings.list({ dateCreated: 'today' }), 400, 20001, /DateCreated/);
});

test('400 for page sizes that are none', async () => {
  // The library itself lets no others through, and version 3 not even this one.
  if (version > 3) {
    await assertFails(client.messages.list({ pageSize: 0 }), 400, 20007, /./);
  }
  for (const pageSize of ['0', '-1', 'many']) {
    const { status, body } = await read(`/Messages.json?PageSize=${pageSize}`);
    assert.deepEqual({ status, code: body.code }, { status: 400, code: 20007 }, pageSize);
  }
});

test('a page size that is too large is made smaller', async () => {
  await client.messages.list({ limit: 5000 });

  assert.equal(lastAnswer().body.page_size, 1000);
});

test('parameters that nobody knows are ignored', async () => {
  const { status } = await read('/Messages.json?Colour=blue');

  assert.equal(status, 200);
});

testEveryAnswer();
