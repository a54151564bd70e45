import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { read } from './answers.mjs';
import { messageStatus, send, sid } from './webhooks.mjs';

const message = sid('SM');

before(() => send(messageStatus(message, 'delivered', { From: 'A & B' })));

for (const extension of ['', '.xml']) {
  test(`XML at an address that ends in '${extension}'`, async () => {
    const one = await read(`/Messages/${message}${extension}`);
    assert.equal(one.status, 200);
    assert.match(one.type, /^application\/xml/);
    assert.match(one.body, /^<\?xml version='1.0' encoding='UTF-8'\?>\s*<TwilioResponse><Message><Sid>SM/);
    assert.match(one.body, /<From>A &amp; B<\/From>/);
    assert.match(one.body, new RegExp(`<Uri>/2010-04-01/Accounts/AC[0-9a-f]{32}/Messages/${message}</Uri>`));

    const list = await read(`/Messages${extension}?PageSize=1`);
    assert.match(list.body, /<TwilioResponse><Messages [^>]*page="0"[^>]*><Message>/);
    assert.match(list.body, / pagesize="1"/);

    const unknown = await read(`/Messages/${sid('SM')}${extension}`);
    assert.equal(unknown.status, 404);
    assert.match(unknown.body, /<RestException><Code>20404<\/Code>/);
  });
}

test('CSV', async () => {
  const list = await read('/Messages.csv?PageSize=1');

  assert.equal(list.status, 200);
  assert.match(list.type, /^text\/csv/);
  assert.match(list.body.split('\n')[0], /(^|,)"?Sid"?(,|\r?$)/);
});
