/** Keeps every answer that a test file got, and compares it with the table of fields. */
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import test from 'node:test';
import { schemaOf } from './fields.mjs';
import twilio from './library.mjs';
import { deviations } from './schema.mjs';
import { account, answersFile, apiUrl } from './settings.mjs';

const answers = [];

function keep(method, url, status, body) {
  const answer = { method: method.toUpperCase(), url, status, body };
  answers.push(answer);
  if (answersFile) {
    appendFileSync(answersFile, `${JSON.stringify(answer)}\n`);
  }
}

/** Twilio's own HTTP client, overheard. */
export class OverheardClient extends twilio.RequestClient {
  async request(options) {
    const response = await super.request(options);
    const body = typeof response.body === 'string' && response.body !== '' ? JSON.parse(response.body) : response.body;
    keep(options.method, options.uri, response.statusCode, body);
    return response;
  }
}

/** Reads what the library has no method for. The path is Monitor's or below the account; what is not JSON comes as text. */
export async function read(path, { sid, token } = account) {
  const url = path.startsWith('/v1/') ? apiUrl + path : `${apiUrl}/2010-04-01/Accounts/${sid}${path}`;
  const response = await fetch(url, { headers: { Authorization: `Basic ${btoa(`${sid}:${token}`)}` }, redirect: 'manual' });
  const type = response.headers.get('content-type') ?? '';
  const text = await response.text();
  if (!type.startsWith('application/json')) {
    return { status: response.status, type, body: text };
  }
  const body = JSON.parse(text);
  keep('GET', url, response.status, body);
  return { status: response.status, type, body };
}

export function lastAnswer() {
  return answers.at(-1);
}

/** To be called last in a file of tests. */
export function testEveryAnswer() {
  test('every answer has exactly the fields that Twilio documents', () => {
    const found = new Set();
    for (const { method, url, status, body } of answers) {
      if (method !== 'GET' || status !== 200) {
        continue;
      }
      const { pathname } = new URL(url);
      const schema = schemaOf(pathname);
      assert.ok(schema, `the table of fields has nothing for ${pathname}`);
      for (const deviation of deviations(schema, body, pathname.replace(/[A-Z]{2}[0-9a-f]{32}/g, '*'))) {
        found.add(deviation);
      }
    }
    assert.deepEqual([...found], []);
  });
}
