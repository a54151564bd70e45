import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { testEveryAnswer } from './answers.mjs';
import { client, clientFor, clientWithApiKey } from './clients.mjs';
import { listed } from './lists.mjs';
import { account, subaccount } from './settings.mjs';
import { messageStatus, send, sid } from './webhooks.mjs';

const ours = sid('SM');
const theirs = sid('SM');

before(async () => {
  await send(messageStatus(ours, 'sent'));
  await send(messageStatus(theirs, 'sent'), { from: subaccount });
});

test('an API key reads what its account may', async () => {
  assert.equal((await clientWithApiKey.messages(ours).fetch()).sid, ours);
  assert.ok((await listed(clientWithApiKey.messages)).includes(ours));
});

test('a parent reads its subaccount', async () => {
  const below = client.api.v2010.accounts(subaccount.sid);

  const message = await below.messages(theirs).fetch();
  assert.equal(message.accountSid, subaccount.sid);
  assert.ok((await listed(below.messages)).includes(theirs));
  assert.ok(!(await listed(client.messages)).includes(theirs), 'the parent\'s own list has it too');
});

test('a subaccount reads itself, and not its parent', async () => {
  const child = clientFor(subaccount.sid, subaccount.token);

  assert.equal((await child.messages(theirs).fetch()).sid, theirs);
  await assert.rejects(child.api.v2010.accounts(account.sid).messages(ours).fetch(), { status: 401, code: 20003 });
});

test('accounts', async () => {
  const own = await client.api.v2010.accounts(account.sid).fetch();
  assert.equal(own.sid, account.sid);
  assert.equal(own.status, 'active');
  assert.equal(own.subresourceUris.messages, `/2010-04-01/Accounts/${account.sid}/Messages.json`);

  const below = await client.api.v2010.accounts(subaccount.sid).fetch();
  assert.equal(below.ownerAccountSid, account.sid);
});

test('the list of accounts', async () => {
  const { accounts } = client.api.v2010;

  assert.deepEqual((await listed(accounts)).sort(), [account.sid, subaccount.sid].sort());
  assert.deepEqual((await listed(accounts, { pageSize: 1 })).sort(), [account.sid, subaccount.sid].sort());
  assert.deepEqual((await listed(accounts, { status: 'active' })).sort(), [account.sid, subaccount.sid].sort());
  assert.deepEqual(await listed(accounts, { status: 'closed' }), []);
  assert.deepEqual(await listed(accounts, { friendlyName: 'nobody of this name' }), []);
});

testEveryAnswer();
