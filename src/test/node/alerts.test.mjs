import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { testEveryAnswer } from './answers.mjs';
import { client } from './clients.mjs';
import { assertListed, listed, listedAt } from './lists.mjs';
import { account, apiUrl } from './settings.mjs';
import { debuggerEvent, send, sid } from './webhooks.mjs';

const MINUTE = 60_000;

const call = sid('CA');
const alerts = Array.from({ length: 5 }, () => sid('NO'));
const newestFirst = [...alerts].reverse();
const warnings = [alerts[3], alerts[1]];
const errors = [alerts[4], alerts[2], alerts[0]];
/** A place in the last weeks where probably no other run has been; Twilio tells of no older alerts. */
const begin = Math.floor((Date.now() - (1 + 20 * Math.random()) * 24 * 60 * MINUTE) / 1000) * 1000;
const at = (index) => new Date(begin + index * MINUTE);
const window = { startDate: new Date(begin - MINUTE / 2), endDate: new Date(begin + 4.5 * MINUTE) };

function payload(level) {
  return {
    resource_sid: call,
    service_sid: null,
    error_code: '11200',
    more_info: { Msg: 'Bad & ugly', ErrorCode: '11200', httpResponse: '502', url: 'https://app.example.com/voice', LogLevel: level },
    webhook: {
      type: 'application/json',
      request: {
        url: 'https://app.example.com/voice',
        method: 'POST',
        headers: { Accept: '*/*' },
        parameters: { CallSid: call, ApiVersion: '2010-04-01', From: '+14155550100' },
      },
      response: { status_code: 502, headers: { 'Content-Type': 'text/html' }, body: '<h1>Bad Gateway</h1>' },
    },
  };
}

before(async () => {
  for (const [index, alert] of alerts.entries()) {
    const level = warnings.includes(alert) ? 'WARNING' : 'ERROR';
    await send(debuggerEvent(alert, level, at(index), payload(level)));
  }
});

test('an alert with its request and its response', async () => {
  const alert = await client.monitor.v1.alerts(alerts[0]).fetch();

  assert.equal(alert.sid, alerts[0]);
  assert.equal(alert.accountSid, account.sid);
  assert.equal(alert.resourceSid, call);
  assert.equal(alert.serviceSid, null);
  assert.strictEqual(alert.errorCode, '11200');
  assert.equal(alert.logLevel, 'error');
  assert.equal(alert.moreInfo, 'https://www.twilio.com/docs/errors/11200');
  assert.equal(alert.requestMethod, 'POST');
  assert.equal(alert.requestUrl, 'https://app.example.com/voice');
  assert.equal(alert.responseBody, '<h1>Bad Gateway</h1>');
  assert.equal(new URLSearchParams(alert.requestVariables).get('CallSid'), call);
  assert.equal(new URLSearchParams(alert.alertText).get('Msg'), 'Bad & ugly');
  assert.deepEqual(alert.dateGenerated, at(0));
  assert.deepEqual(alert.dateCreated, at(0));
  assert.ok(alert.url.startsWith(apiUrl) || alert.url.startsWith('https://'), alert.url);
});

test('alerts over pages', () => assertListed(client.monitor.v1.alerts, window, newestFirst));

test('a list without filters', async () => {
  const all = await listed(client.monitor.v1.alerts, { pageSize: 1000 });

  assert.deepEqual(all.filter((alert) => alerts.includes(alert)), newestFirst);
});

test('alerts by level', async () => {
  assert.deepEqual(await listed(client.monitor.v1.alerts, { ...window, logLevel: 'warning' }), warnings);
  assert.deepEqual(await listed(client.monitor.v1.alerts, { ...window, logLevel: 'error' }), errors);
  assert.deepEqual(await listed(client.monitor.v1.alerts, { ...window, logLevel: 'debug' }), []);
});

test('alerts by date', async () => {
  const ours = async (filters) => (await listed(client.monitor.v1.alerts, filters)).filter((alert) => alerts.includes(alert));

  assert.deepEqual(await ours({ startDate: new Date(begin + 2.5 * MINUTE) }), newestFirst.slice(0, 2));
  assert.deepEqual(await ours({ endDate: new Date(begin + 2.5 * MINUTE) }), newestFirst.slice(2));
  assert.deepEqual(await ours({ startDate: '2020-01-01', endDate: '2020-01-31' }), []);
});

test('notifications are the alerts about calls', async () => {
  const { notifications } = client.calls(call);
  await assertListed(notifications, {}, newestFirst);

  for (const context of [client.notifications(alerts[0]), notifications(alerts[0])]) {
    const found = await context.fetch();
    assert.equal(found.sid, alerts[0]);
    assert.equal(found.accountSid, account.sid);
    assert.equal(found.callSid, call);
    assert.strictEqual(found.errorCode, '11200');
    assert.strictEqual(found.log, '0');
    assert.equal(found.requestMethod, 'POST');
    assert.equal(found.requestUrl, 'https://app.example.com/voice');
    assert.equal(found.moreInfo, 'https://www.twilio.com/docs/errors/11200');
    assert.equal(new URLSearchParams(found.messageText).get('Msg'), 'Bad & ugly');
    assert.deepEqual(found.messageDate, at(0));
    assert.equal(found.responseBody, '<h1>Bad Gateway</h1>');
  }
});

test('oldest first, if asked', async () => {
  const between = `StartDate=${window.startDate.toISOString()}&EndDate=${window.endDate.toISOString()}`;

  assert.deepEqual(await listedAt(`/v1/Alerts?${between}&Order=asc`), alerts);
  assert.deepEqual(await listedAt(`/Calls/${call}/Notifications.json?Order=asc`), alerts);
});

test('notifications by level and date', async () => {
  const day = at(0).toISOString().slice(0, 10);
  const following = new Date(Date.parse(day) + 2 * 24 * 60 * MINUTE).toISOString().slice(0, 10);
  for (const list of [client.notifications, client.calls(call).notifications]) {
    const ours = async (filters) => (await listed(list, filters)).filter((alert) => alerts.includes(alert));

    assert.deepEqual(await ours({}), newestFirst);
    assert.deepEqual(await ours({ log: 1 }), warnings);
    assert.deepEqual(await ours({ log: 0 }), errors);
    assert.ok((await ours({ messageDate: day })).includes(alerts[0]));
    assert.deepEqual(await ours({ messageDateAfter: day, messageDateBefore: following }), newestFirst);
    assert.deepEqual(await ours({ messageDateBefore: day }), []);
  }
});

testEveryAnswer();
