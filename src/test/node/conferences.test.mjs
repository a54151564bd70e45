import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { testEveryAnswer } from './answers.mjs';
import { client } from './clients.mjs';
import { assertListed, listed, listedAt } from './lists.mjs';
import { account } from './settings.mjs';
import { conference, participant, send, sid, unique } from './webhooks.mjs';

const room = unique('room ');
const conferences = Array.from({ length: 3 }, () => sid('CF'));
const [over, live, waiting] = conferences;
const newestFirst = [...conferences].reverse();
const callers = Array.from({ length: 3 }, () => sid('CA'));
const [muted, held, coach] = callers;
const last = sid('CA');
const label = 'customer & co';

function at(conferenceSid, second) {
  return new Date(Date.UTC(2026, 2, 10 + conferences.indexOf(conferenceSid), 9, 0, second));
}

before(async () => {
  const named = { FriendlyName: room };
  await send(participant(over, last, 'participant-join', 0, at(over, 0), named));
  await send(conference(over, 'conference-start', 1, at(over, 1), named));
  await send(participant(over, last, 'participant-leave', 2, at(over, 20), { ...named, ReasonParticipantLeft: 'participant_hung_up' }));
  await send(
    conference(over, 'conference-end', 3, at(over, 21), {
      ...named,
      ReasonConferenceEnded: 'last-participant-left',
      CallSidEndingConference: last,
    }),
  );

  const flags = {
    [muted]: { Muted: 'true', ParticipantLabel: label },
    [held]: { Hold: 'true', EndConferenceOnExit: 'true' },
    [coach]: { Coaching: 'true', CallSidToCoach: muted },
  };
  for (const [index, callSid] of callers.entries()) {
    await send(participant(live, callSid, 'participant-join', index, at(live, index), { ...named, ...flags[callSid] }));
  }
  await send(conference(live, 'conference-start', 3, at(live, 3), named));

  await send(participant(waiting, sid('CA'), 'participant-join', 0, at(waiting, 0), { ...named, StartConferenceOnEnter: 'false' }));
});

test('a conference that is over', async () => {
  const found = await client.conferences(over).fetch();

  assert.equal(found.sid, over);
  assert.equal(found.accountSid, account.sid);
  assert.equal(found.friendlyName, room);
  assert.equal(found.status, 'completed');
  assert.equal(found.reasonConferenceEnded, 'last-participant-left');
  assert.equal(found.callSidEndingConference, last);
  assert.equal(found.region, null);
  assert.deepEqual(found.dateCreated, at(over, 0));
  assert.deepEqual(found.dateUpdated, at(over, 21));
  assert.equal(found.subresourceUris.participants, `/2010-04-01/Accounts/${account.sid}/Conferences/${over}/Participants.json`);
});

test('a conference under way, and one that waits', async () => {
  const underway = await client.conferences(live).fetch();
  assert.equal(underway.status, 'in-progress');
  assert.equal(underway.reasonConferenceEnded, null);
  assert.equal((await client.conferences(waiting).fetch()).status, 'init');
});

test('conferences over pages', () => assertListed(client.conferences, { friendlyName: room, status: 'any' }, newestFirst));

test('a list without status has those in progress alone', async () => {
  const ours = async (filters) =>
    (await listed(client.conferences, { pageSize: 1000, ...filters })).filter((conferenceSid) => conferences.includes(conferenceSid));

  assert.deepEqual(await ours({}), [live]);
  assert.deepEqual(await ours({ status: 'any' }), newestFirst);
});

test('conferences by name and status', async () => {
  assert.deepEqual(await listed(client.conferences, { friendlyName: room.slice(0, -1), status: 'any' }), []);
  for (const [status, expected] of [['completed', over], ['in-progress', live], ['init', waiting]]) {
    assert.deepEqual(await listed(client.conferences, { friendlyName: room, status }), [expected]);
  }
});

test('conferences by date', async () => {
  const by = (filters) => listed(client.conferences, { friendlyName: room, status: 'any', ...filters });

  assert.deepEqual(await by({ dateCreated: '2026-03-11' }), [live]);
  assert.deepEqual(await by({ dateCreated: at(live, 0) }), [live]);
  assert.deepEqual(await by({ dateCreatedAfter: at(live, 0) }), [waiting, live]);
  assert.deepEqual(await by({ dateCreatedBefore: '2026-03-12' }), [live, over]);
  assert.deepEqual(await by({ dateUpdated: '2026-03-10' }), [over]);
  assert.deepEqual(await by({ dateUpdatedAfter: '2026-03-11', dateUpdatedBefore: '2026-03-12' }), [live]);
});

test('a participant, by call and by label', async () => {
  const { participants } = client.conferences(live);
  for (const name of [muted, label]) {
    const found = await client.conferences(live).participants(name).fetch();
    assert.equal(found.callSid, muted);
    assert.equal(found.conferenceSid, live);
    assert.equal(found.label, label);
    assert.equal(found.status, 'connected');
    assert.strictEqual(found.muted, true);
    assert.strictEqual(found.hold, false);
    assert.strictEqual(found.startConferenceOnEnter, true);
    assert.deepEqual(found.dateCreated, at(live, 0));
  }
  const coaching = await participants(coach).fetch();
  assert.strictEqual(coaching.coaching, true);
  assert.equal(coaching.callSidToCoach, muted);
});

test('participants over pages, and by what they are doing', async () => {
  const { participants } = client.conferences(live);

  const all = await listed(participants);
  assert.deepEqual([...all].sort(), [...callers].sort());
  await assertListed(participants, {}, all);
  assert.deepEqual(await listed(participants, { muted: true }), [muted]);
  assert.deepEqual(await listed(participants, { hold: true }), [held]);
  assert.deepEqual(await listed(participants, { coaching: true }), [coach]);
  assert.deepEqual((await listed(participants, { muted: false })).sort(), [held, coach].sort());
});

test('oldest first, if asked', async () => {
  const { participants } = client.conferences(live);

  assert.deepEqual(await listedAt(`/Conferences.json?FriendlyName=${encodeURIComponent(room)}&Status=any&Order=asc`), conferences);
  assert.deepEqual(await listedAt(`/Conferences/${live}/Participants.json?Order=asc`), (await listed(participants)).reverse());
});

test('who has left is not there', async () => {
  assert.deepEqual(await listed(client.conferences(over).participants), []);
  await assert.rejects(client.conferences(over).participants(last).fetch(), { status: 404, code: 20404 });
});

testEveryAnswer();
