import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { testEveryAnswer } from './answers.mjs';
import { client } from './clients.mjs';
import { assertListed, listed, listedAt } from './lists.mjs';
import { account } from './settings.mjs';
import { recordingStatus, send, sid, transcription } from './webhooks.mjs';

const call = sid('CA');
const conference = sid('CF');
const ofCall = Array.from({ length: 3 }, () => sid('RE'));
const ofConference = Array.from({ length: 3 }, () => sid('RE'));
const transcriptions = Array.from({ length: 3 }, () => sid('TR'));
const newestFirst = (sids) => [...sids].reverse();
const day = (index) => new Date(Date.UTC(2026, 1, 10 + index, 12, 0, 5));

before(async () => {
  for (const [index, recording] of ofCall.entries()) {
    const common = { CallSid: call, RecordingChannels: '2' };
    await send(recordingStatus(recording, 'in-progress', day(index), common));
    await send(recordingStatus(recording, 'completed', day(index), { ...common, RecordingDuration: '10' }));
  }
  for (const [index, recording] of ofConference.entries()) {
    const common = { ConferenceSid: conference, RecordingSource: 'StartConferenceRecordingAPI' };
    const ending = index === 2 ? ['absent', { ErrorCode: '16104' }] : ['completed', { RecordingDuration: '3' }];
    await send(recordingStatus(recording, ending[0], day(index), { ...common, ...ending[1] }));
  }
  for (const [index, transcriptionSid] of transcriptions.entries()) {
    await send(transcription(transcriptionSid, ofCall[0], index === 2 ? 'failed' : 'completed', index === 2 ? '' : 'Hello “you”'));
  }
});

test('a recording', async () => {
  const recording = await client.recordings(ofCall[0]).fetch();

  assert.equal(recording.sid, ofCall[0]);
  assert.equal(recording.accountSid, account.sid);
  assert.equal(recording.callSid, call);
  assert.equal(recording.conferenceSid, null);
  assert.equal(recording.status, 'completed');
  assert.equal(recording.source, 'OutboundAPI');
  assert.strictEqual(recording.duration, '10');
  assert.strictEqual(recording.channels, 2);
  assert.equal(recording.errorCode, null);
  assert.equal(recording.price, null);
  assert.deepEqual(recording.startTime, day(0));
  assert.ok(recording.dateCreated instanceof Date);
  assert.equal(recording.mediaUrl, `https://api.twilio.com/2010-04-01/Accounts/${account.sid}/Recordings/${ofCall[0]}`);
});

test('a recording that came to nothing', async () => {
  const recording = await client.recordings(ofConference[2]).fetch();

  assert.equal(recording.status, 'absent');
  assert.strictEqual(recording.errorCode, 16104);
  assert.equal(recording.duration, null);
});

test('a recording below its call and its conference', async () => {
  const below = await client.calls(call).recordings(ofCall[1]).fetch();
  assert.equal(below.sid, ofCall[1]);
  assert.equal(below.track, 'both');
  assert.equal(below.uri, `/2010-04-01/Accounts/${account.sid}/Calls/${call}/Recordings/${ofCall[1]}.json`);

  const other = await client.conferences(conference).recordings(ofConference[1]).fetch();
  assert.equal(other.sid, ofConference[1]);
  assert.equal(other.conferenceSid, conference);
});

test('recordings over pages', async () => {
  await assertListed(client.recordings, { callSid: call }, newestFirst(ofCall));
  await assertListed(client.recordings, { conferenceSid: conference }, newestFirst(ofConference));
  await assertListed(client.calls(call).recordings, {}, newestFirst(ofCall));
  await assertListed(client.conferences(conference).recordings, {}, newestFirst(ofConference));
});

test('a list without filters', async () => {
  const all = await listed(client.recordings, { pageSize: 1000 });
  const ours = [...ofCall, ...ofConference];

  assert.deepEqual(all.filter((recording) => ours.includes(recording)).sort(), ours.sort());
});

test('recordings by date', async () => {
  for (const by of [
    (filters) => listed(client.recordings, { callSid: call, ...filters }),
    (filters) => listed(client.calls(call).recordings, filters),
  ]) {
    assert.deepEqual(await by({ dateCreated: '2026-02-11' }), [ofCall[1]]);
    assert.deepEqual(await by({ dateCreated: day(1) }), [ofCall[1]]);
    assert.deepEqual(await by({ dateCreatedAfter: '2026-02-11' }), [ofCall[2], ofCall[1]]);
    assert.deepEqual(await by({ dateCreatedBefore: '2026-02-12' }), [ofCall[1], ofCall[0]]);
    assert.deepEqual(await by({ dateCreatedAfter: '2026-02-11', dateCreatedBefore: '2026-02-12' }), [ofCall[1]]);
  }
  assert.deepEqual(await listed(client.conferences(conference).recordings, { dateCreated: day(0) }), [ofConference[0]]);
});

test('oldest first, if asked', async () => {
  assert.deepEqual(await listedAt(`/Recordings.json?CallSid=${call}&Order=asc`), ofCall);
  assert.deepEqual(await listedAt(`/Calls/${call}/Recordings.json?Order=asc`), ofCall);
  assert.deepEqual(await listedAt(`/Conferences/${conference}/Recordings.json?Order=asc`), ofConference);
  assert.deepEqual(await listedAt(`/Recordings/${ofCall[0]}/Transcriptions.json?Order=asc`), transcriptions);
});

test('soft-deleted recordings may be asked for', async () => {
  assert.deepEqual(await listed(client.recordings, { callSid: call, includeSoftDeleted: true }), newestFirst(ofCall));
  assert.equal((await client.recordings(ofCall[0]).fetch({ includeSoftDeleted: true })).sid, ofCall[0]);
});

test('transcriptions', async () => {
  for (const context of [client.transcriptions(transcriptions[0]), client.recordings(ofCall[0]).transcriptions(transcriptions[0])]) {
    const found = await context.fetch();
    assert.equal(found.sid, transcriptions[0]);
    assert.equal(found.accountSid, account.sid);
    assert.equal(found.recordingSid, ofCall[0]);
    assert.equal(found.status, 'completed');
    assert.equal(found.transcriptionText, 'Hello “you”');
    assert.equal(found.type, 'fast');
    assert.ok(found.dateCreated instanceof Date);
  }
  await assertListed(client.recordings(ofCall[0]).transcriptions, {}, newestFirst(transcriptions));
  const all = await listed(client.transcriptions, { pageSize: 2 });
  assert.deepEqual(all.filter((transcriptionSid) => transcriptions.includes(transcriptionSid)), newestFirst(transcriptions));
});

testEveryAnswer();
