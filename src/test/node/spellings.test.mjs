// The table of spellings says what this library accepts of signatures over one spelling of a query that was sent in another.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import twilio from 'twilio';

const token = '12345678901234567890123456789012';
const url = 'https://ringback.example.com/twilio?';
const table = new URL('../resources/dev/ringback/twilio/signature/spellings.tsv', import.meta.url);
const [header, ...rows] = readFileSync(table, 'utf8').trimEnd().split('\n').map((line) => line.split('\t'));

for (const row of rows) {
  const { what, signature, received, node } = Object.fromEntries(header.map((name, i) => [name, row[i]]));
  test(`spelling: ${what}`, () => {
    assert.equal(twilio.validateRequest(token, signature, url + received, {}), node === 'yes');
  });
}
