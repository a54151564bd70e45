import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { read, testEveryAnswer } from './answers.mjs';
import { client } from './clients.mjs';
import { assertListed, listed, listedAt } from './lists.mjs';
import { account } from './settings.mjs';
import { attachments, inboundMessage, messageStatus, send, sid, unique } from './webhooks.mjs';

const MINUTE = 60_000;

const sender = unique('RB');
const order = unique('order');
const service = sid('MG');
const inbound = sid('MM');
const mediaSids = [sid('ME'), sid('ME'), sid('ME')].sort();
const sent = Array.from({ length: 5 }, () => sid('SM'));
const [delivered, underway, undelivered, failed, read1] = sent;
/** Newest first, as every list is. */
const newestFirst = [...sent].reverse();

before(async () => {
  await send(inboundMessage(inbound, 'Grüße, 世界 & more', attachments(inbound, mediaSids, 'image/png')));
  const endings = { [delivered]: 'delivered', [undelivered]: 'undelivered', [failed]: 'failed', [read1]: 'read' };
  for (const messageSid of sent) {
    const common = { From: sender, To: messageSid === failed ? '+14155550102' : '+14155550101', MessagingServiceSid: service };
    const ending = endings[messageSid];
    if (ending !== 'failed') {
      await send(messageStatus(messageSid, 'sent', common), { query: `?order=${order}` });
    }
    if (ending) {
      const error = ending === 'undelivered' ? { ErrorCode: '30003' } : ending === 'failed' ? { ErrorCode: '30007' } : {};
      await send(messageStatus(messageSid, ending, { ...common, ...error }), { query: `?order=${order}` });
    }
  }
});

test('a delivered message', async () => {
  const message = await client.messages(delivered).fetch();

  assert.equal(message.sid, delivered);
  assert.equal(message.accountSid, account.sid);
  assert.equal(message.status, 'delivered');
  assert.equal(message.direction, 'outbound-api');
  assert.equal(message.from, sender);
  assert.equal(message.to, '+14155550101');
  assert.equal(message.messagingServiceSid, service);
  assert.equal(message.apiVersion, '2010-04-01');
  assert.equal(message.uri, `/2010-04-01/Accounts/${account.sid}/Messages/${delivered}.json`);
  assert.equal(message.subresourceUris.media, `/2010-04-01/Accounts/${account.sid}/Messages/${delivered}/Media.json`);
  for (const date of [message.dateCreated, message.dateSent, message.dateUpdated]) {
    assert.ok(date instanceof Date && Math.abs(Date.now() - date) < 10 * MINUTE, `${date} is not now`);
  }
});

test('what no callback carries is null, not now and not zero', async () => {
  const message = await client.messages(delivered).fetch();

  for (const name of ['body', 'numSegments', 'price', 'priceUnit', 'errorCode', 'errorMessage']) {
    assert.equal(message[name], null, name);
  }
  const waiting = sid('SM');
  await send(messageStatus(waiting, 'queued', { From: '+14155550199' }));
  assert.equal((await client.messages(waiting).fetch()).dateSent, null);
  assert.ok((await client.messages(failed).fetch()).dateSent instanceof Date, 'what will never be sent has a date');
  assert.strictEqual(message.numMedia, '0', 'which the SID proves');
});

test('the error code of an undelivered message is a number', async () => {
  const message = await client.messages(undelivered).fetch();

  assert.equal(message.status, 'undelivered');
  assert.strictEqual(message.errorCode, 30003);
});

test('an inbound message with attachments', async () => {
  const message = await client.messages(inbound).fetch();

  assert.equal(message.body, 'Grüße, 世界 & more');
  assert.equal(message.direction, 'inbound');
  assert.equal(message.status, 'received');
  assert.strictEqual(message.numMedia, '3');
  assert.strictEqual(message.numSegments, '1');

  const media = await client.messages(inbound).media(mediaSids[0]).fetch();
  assert.equal(media.sid, mediaSids[0]);
  assert.equal(media.parentSid, inbound);
  assert.equal(media.accountSid, account.sid);
  assert.equal(media.contentType, 'image/png');
  assert.ok(media.dateCreated instanceof Date);
});

test('media over pages, and by date', async () => {
  const { media } = client.messages(inbound);
  const all = await listed(media);

  assert.deepEqual([...all].sort(), mediaSids);
  await assertListed(media, {}, all);
  const { dateCreated } = await client.messages(inbound).media(mediaSids[0]).fetch();
  assert.deepEqual(await listed(media, { dateCreated }), all);
  assert.deepEqual(await listed(media, { dateCreatedAfter: new Date(dateCreated - MINUTE) }), all);
  assert.deepEqual(await listed(media, { dateCreatedBefore: new Date(dateCreated - MINUTE) }), []);
  assert.deepEqual(await listed(media, { dateCreatedAfter: '2030-01-01' }), []);
});

test('a list without filters', async () => {
  const all = await listed(client.messages, { pageSize: 1000 });

  assert.deepEqual(all.filter((messageSid) => sent.includes(messageSid)), newestFirst);
});

test('messages over pages', () => assertListed(client.messages, { from: sender }, newestFirst));

test('messages by sender and recipient', async () => {
  assert.deepEqual(await listed(client.messages, { from: sender, to: '+14155550102' }), [failed]);
  assert.deepEqual(await listed(client.messages, { from: sender, to: '+14155550103' }), []);
});

test('messages by the date they were sent', async () => {
  const { dateSent } = await client.messages(underway).fetch();
  const day = dateSent.toISOString().slice(0, 10);
  const before = new Date(dateSent - MINUTE);
  const after = new Date(dateSent.getTime() + MINUTE);
  // What was never sent is found by when it was made.
  const withDate = newestFirst;
  const by = (filters) => listed(client.messages, { from: sender, ...filters });

  assert.deepEqual(await by({ dateSent: day }), withDate, 'a day');
  assert.deepEqual(await by({ dateSent }), withDate, 'an instant stands for its day');
  assert.deepEqual(await by({ dateSentAfter: day }), withDate, 'from the beginning of a day');
  assert.deepEqual(await by({ dateSentBefore: day }), [], 'up to the beginning of a day');
  assert.deepEqual(await by({ dateSentAfter: before, dateSentBefore: after }), withDate, 'between two instants');
  assert.deepEqual(await by({ dateSentBefore: before }), []);
  assert.deepEqual(await by({ dateSentAfter: after }), []);
  assert.deepEqual(await by({ dateSentAfter: before.toISOString(), dateSentBefore: '2099-12-31' }), withDate, 'strings');
});

test('filters that Twilio has not', async () => {
  const by = (query) => listedAt(`/Messages.json?From=${sender}&${query}`);

  assert.deepEqual(await by('Status=undelivered'), [undelivered]);
  assert.deepEqual(await by('ErrorCode=30007'), [failed]);
  assert.deepEqual(await by(`MessagingServiceSid=${service}`), newestFirst);
  assert.deepEqual(await by(`MessagingServiceSid=${sid('MG')}`), []);
  assert.deepEqual(await by(`Tag.order=${order}`), newestFirst);
  assert.deepEqual(await by('Tag.order=other'), []);
});

test('oldest first, if asked', async () => {
  assert.deepEqual(await listedAt(`/Messages.json?From=${sender}&Order=asc`), sent);
  assert.deepEqual(await listedAt(`/Messages/${inbound}/Media.json?Order=asc`), (await listed(client.messages(inbound).media)).reverse());
});

test('pages keep the filters', async () => {
  const { body } = await read(`/Messages.json?From=${sender}&MessagingServiceSid=${service}&Order=asc&PageSize=2`);
  const next = new URL(body.next_page_uri, 'http://ringback');

  assert.equal(next.searchParams.get('MessagingServiceSid'), service);
  assert.equal(next.searchParams.get('Order'), 'asc');
  assert.deepEqual(await listedAt(`/Messages.json${next.search}`), sent.slice(2, 4));
});

testEveryAnswer();
