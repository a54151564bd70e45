import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { account, apiUrl, subaccount } from './settings.mjs';
import { messageStatus, send, sid } from './webhooks.mjs';

const message = sid('SM');
let document;

before(async () => {
  await send(messageStatus(message, 'delivered'), { query: '?order=78' });
  document = await (await fetch(`${apiUrl}/openapi.json`)).json();
});

async function call(path, method = 'GET', body = undefined, caller = account) {
  const authorization = `Basic ${Buffer.from(`${caller.sid}:${caller.token}`).toString('base64')}`;
  return fetch(apiUrl + path, { method, body, headers: { authorization } });
}

/** The schema of an answer, in a document of its own so that its references lead somewhere. */
function schema(path, method, status) {
  const { responses } = document.paths[path][method.toLowerCase()];
  const response = responses[status] ?? responses.default;
  const { content } = response.$ref ? document.components.responses[response.$ref.split('/').at(-1)] : response;
  return { ...content['application/json'].schema, components: document.components };
}

async function answersAsDescribed(path, { method = 'GET', status = 200, template = path, body, caller } = {}) {
  const answer = await call(path, method, body, caller);
  assert.equal(answer.status, status, `${method} ${path}`);
  const json = await answer.json();
  const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }));
  assert.ok(ajv.validate(schema(template.split('?')[0], method, status), json), `${method} ${path}: ${ajv.errorsText()}`);
  return json;
}

test('a validator finds nothing wrong with the description', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  assert.ok(valid, JSON.stringify(errors, null, 2));
});

test('it describes addresses of Twilio and of Ringback', () => {
  assert.ok(document.paths['/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json'].get);
  assert.ok(document.paths['/ringback/v1/silences/{id}'].delete);
});

test('answers are as they are described', async () => {
  await answersAsDescribed('/health');
  const { events } = await answersAsDescribed('/ringback/v1/events?PageSize=20');
  assert.ok(events.length > 0);
  const timeline = await answersAsDescribed(`/ringback/v1/timeline/${message}`, { template: '/ringback/v1/timeline/{sid}' });
  assert.equal(timeline.status, 'delivered');
  await answersAsDescribed('/ringback/v1/quarantine');
  await answersAsDescribed('/ringback/v1/savings');
  await answersAsDescribed('/ringback/v1/stats?By=status');
  const { deliveries } = await answersAsDescribed('/ringback/v1/deliveries');
  if (deliveries.length > 0) {
    await answersAsDescribed(`/ringback/v1/deliveries/${deliveries[0].id}`, { template: '/ringback/v1/deliveries/{id}' });
  }
  await answersAsDescribed('/ringback/v1/quarantine/replay', { method: 'POST' });
});

test('a silence, its end and the audit of both are as they are described', async () => {
  const body = JSON.stringify({ matchers: ['error_code = 30007'], duration: '1h', created_by: 'conformance' });
  const { id } = await answersAsDescribed('/ringback/v1/silences', { method: 'POST', status: 201, body });
  await answersAsDescribed('/ringback/v1/silences?All=true');
  await answersAsDescribed(`/ringback/v1/silences/${id}`, { template: '/ringback/v1/silences/{id}' });
  await answersAsDescribed(`/ringback/v1/silences/${id}`, { method: 'DELETE', template: '/ringback/v1/silences/{id}' });
  const { records } = await answersAsDescribed('/ringback/v1/audit?PageSize=2');
  assert.deepEqual(
    records.map(({ action, credential, role }) => [action, credential, role]),
    [
      ['silence.end', 'auth token', 'admin'],
      ['silence', 'auth token', 'admin'],
    ],
  );
});

test('refusals are as they are described', async () => {
  await answersAsDescribed('/ringback/v1/events?Kind=nonsense', { status: 400 });
  await answersAsDescribed('/ringback/v1/audit', { status: 403, caller: subaccount });
  await answersAsDescribed('/ringback/v1/silences/999999', { status: 404, template: '/ringback/v1/silences/{id}' });
});
