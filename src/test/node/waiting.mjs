/**
 * Runs what the README shows below 'Waiting instead of polling', as it stands there: a client sends a message through 'simulate --serve-api' in
 * the place of Twilio, waits for it at the Ringback of the environment, and prints that it was delivered. The lines for curl wait for a message, and
 * read the stream.
 *
 * usage: node waiting.mjs Node|Python|curl STANDIN [PYTHON]
 * with RINGBACK_URL, and in RINGBACK_PUBLIC_URL where the stand-in reaches its callback door
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import twilio from './library.mjs';

const README = new URL('../../../README.md', import.meta.url);
const [client, standin, python = 'python3'] = process.argv.slice(2);
const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, RINGBACK_PUBLIC_URL: publicUrl } = process.env;
const RUNS = {
  Node: ['js', process.execPath, ['--import', './readdressed.mjs', '--input-type=module']],
  Python: ['python', python, [fileURLToPath(new URL('../python/readdressed.py', import.meta.url))]],
};

function codeBlock(language) {
  const section = readFileSync(README, 'utf8').split('\n## Waiting instead of polling\n')[1]?.split('\n## ')[0];
  const found = section?.match(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms'));
  assert.ok(found, `the README shows no ${language} where it waits`);
  return found[1];
}

/** Runs a program until it ends, or, if it never would, until what it printed is enough. */
function run(command, options, input, isEnough = () => false) {
  return new Promise((resolve, reject) => {
    const program = spawn(command, options, {
      cwd: new URL('.', import.meta.url),
      env: { ...process.env, RINGBACK_STANDIN: standin },
      timeout: 120_000,
    });
    let printed = '';
    let errors = '';
    program.stdout.on('data', (text) => {
      printed += text;
      if (isEnough(printed)) {
        program.kill();
      }
    });
    program.stderr.on('data', (text) => {
      errors += text;
    });
    program.on('error', reject);
    program.on('close', (status) => {
      if (status === 0 || isEnough(printed)) {
        resolve(printed);
      } else {
        reject(new Error(`it ended with ${status}, and printed:\n${printed}${errors}`));
      }
    });
    program.stdin.end(input);
  });
}

const simulated = twilio(accountSid, authToken);
simulated.api.baseUrl = standin;

async function curl() {
  const [wait, stream, tail] = codeBlock('sh').trimEnd().split('\n');
  assert.match(tail, /^scripts\/ringback tail /);
  let sid;
  const isDelivered = (line) => sid && line.includes(sid) && line.includes('"delivered"');
  const streaming = run('bash', ['-euc', `exec ${stream}`], '', (printed) => printed.split('\n').some(isDelivered));
  ({ sid } = await simulated.messages.create({
    to: '+14155550101',
    from: '+14155550100',
    body: 'Hello',
    statusCallback: publicUrl,
  }));
  const message = JSON.parse(await run('bash', ['-euc', wait.replace('SM...', sid)], ''));
  assert.deepEqual([message.sid, message.status, message.reached], [sid, 'delivered', true]);
  await streaming;
}

if (client === 'curl') {
  await curl();
} else {
  assert.ok(client in RUNS, `nothing is known of '${client}'`);
  const [language, command, options] = RUNS[client];
  const printed = await run(command, options, codeBlock(language));
  const [, sid, status] = /^(SM[0-9a-f]{32}) (\S+)\n$/.exec(printed) ?? assert.fail(`it prints:\n${printed}`);
  assert.equal(status, 'delivered');
  assert.equal((await simulated.messages(sid).fetch()).status, 'delivered');
}
console.log(`the README's ${client} waits until the message is delivered`);
