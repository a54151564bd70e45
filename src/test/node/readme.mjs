/**
 * Runs the code of README.md as it stands there, against the server of the environment, and expects it to print a message it was told of.
 *
 * usage: node readme.mjs Node|curl|Go|Ruby|Python [PYTHON]
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { messageStatus, send, sid } from './webhooks.mjs';

const README = new URL('../../../README.md', import.meta.url);
const SECTION = 'Point your SDK at it';

const [heading, python = 'python3'] = process.argv.slice(2);

/** How each is run: the language of its block, and a program that reads it from standard input. */
const RUNS = {
  Node: ['js', process.execPath, ['--input-type=module']],
  curl: ['sh', 'bash', ['-eu']],
  Python: ['python', python, ['-']],
  Ruby: ['ruby', 'ruby', ['-']],
  // RINGBACK_GO_MODULE is a folder with a go.mod that names Twilio's library.
  Go: ['go', 'bash', ['-euc', 'cd "$RINGBACK_GO_MODULE" && cat >main.go && go run .']],
};

/** Marks the lines that are headings; in code a # begins a comment. */
function withHeadings(text) {
  let inCode = false;
  return text.split('\n').map((line) => {
    inCode = line.startsWith('```') ? !inCode : inCode;
    return { line, level: inCode ? 0 : (/^(#+) /.exec(line)?.[1].length ?? 0) };
  });
}

/** The part of a text below a heading, up to the next one of the same level or above. */
function below(text, level, title) {
  const lines = withHeadings(text);
  const start = lines.findIndex((at) => at.level === level && at.line === `${'#'.repeat(level)} ${title}`);
  assert.ok(start >= 0, `README.md has no heading '${title}'`);
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((at) => at.level > 0 && at.level <= level);
  return rest.slice(0, end < 0 ? undefined : end).map((at) => at.line).join('\n');
}

function codeBlock(language) {
  const part = below(below(readFileSync(README, 'utf8'), 2, SECTION), 3, heading);
  const found = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(part);
  assert.ok(found, `README.md has no ${language} block below '${heading}'`);
  return found[1];
}

assert.ok(heading in RUNS, `nothing is known of '${heading}'`);
const [language, program, options] = RUNS[heading];
const message = sid('SM');
await send(messageStatus(message, 'delivered'));
const { status, stdout, stderr, error } = spawnSync(program, options, {
  cwd: new URL('.', import.meta.url),
  input: codeBlock(language),
  encoding: 'utf8',
  timeout: 600_000,
});
assert.equal(status, 0, `${error ?? ''}${stdout}${stderr}`);
assert.ok(stdout.includes(message), `it does not print ${message}, but:\n${stdout}${stderr}`);
console.log(`README.md's code for ${heading} prints the message`);
