/**
 * Runs the code of sdks.md as it stands there, against the server of the environment, and expects it to print a message it was told of.
 *
 * usage: node sdks.mjs Node|curl|Go|Java|PHP|Ruby|Python [PYTHON]
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { messageStatus, send, sid } from './webhooks.mjs';

const PAGE = new URL('../../site/markdown/sdks.md', import.meta.url);

const [heading, python = 'python3'] = process.argv.slice(2);

/** How each is run: the language of its block, and a program that reads it from standard input. */
const RUNS = {
  // RINGBACK_TWILIO_LIBRARY may name an older version of the library.
  Node: ['js', process.execPath, ['--input-type=module']],
  // RINGBACK_JAVA_LIBRARY is the class path of Twilio's library; RINGBACK_JAVA_CLASSES a folder for what is compiled, which stays.
  Java: ['java', 'bash', ['-euc', javaProgram()]],
  curl: ['sh', 'bash', ['-eu']],
  Python: ['python', python, ['-']],
  // RINGBACK_PHP_AUTOLOAD is the autoload.php that loads Twilio's library.
  PHP: ['php', 'php', ['-d', `auto_prepend_file=${process.env.RINGBACK_PHP_AUTOLOAD}`]],
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
  assert.ok(start >= 0, `sdks.md has no heading '${title}'`);
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((at) => at.level > 0 && at.level <= level);
  return rest.slice(0, end < 0 ? undefined : end).map((at) => at.line).join('\n');
}

function codeBlocks(language) {
  const part = below(readFileSync(PAGE, 'utf8'), 2, heading);
  const found = [...part.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map((match) => match[1]);
  assert.notEqual(found.length, 0, `sdks.md has no ${language} block below '${heading}'`);
  return found;
}

/** The language level is that of the oldest Java that people use the old versions of the library with. */
function javaProgram() {
  return `cd "$RINGBACK_JAVA_CLASSES" && cat >sdks.txt
    sed '/^--- 8< ---$/,$d' sdks.txt >RingbackHttpClient.java
    { echo 'import com.twilio.http.TwilioRestClient; import com.twilio.rest.api.v2010.account.Message;'
      echo 'class Sdks { public static void main(String[] arguments) {'
      echo 'String accountSid = System.getenv("TWILIO_ACCOUNT_SID"), authToken = System.getenv("TWILIO_AUTH_TOKEN");'
      echo 'String ringbackUrl = System.getenv("RINGBACK_URL");'
      sed '1,/^--- 8< ---$/d' sdks.txt
      echo '} }'; } >Sdks.java
    javac -proc:none -Xlint:-options --release 8 -cp "$RINGBACK_JAVA_LIBRARY" RingbackHttpClient.java Sdks.java
    java -cp "$RINGBACK_JAVA_LIBRARY:." Sdks`;
}

function program(language) {
  const blocks = codeBlocks(language);
  if (heading === 'Java') {
    return blocks.join('--- 8< ---\n');
  }
  if (heading === 'PHP') {
    return `<?php\n${blocks[0]}`;
  }
  const library = process.env.RINGBACK_TWILIO_LIBRARY;
  return heading === 'Node' && library ? blocks[0].replace(`from 'twilio'`, `from '${library}'`) : blocks[0];
}

assert.ok(heading in RUNS, `nothing is known of '${heading}'`);
const [language, command, options] = RUNS[heading];
const message = sid('SM');
await send(messageStatus(message, 'delivered'));
const { status, stdout, stderr, error } = spawnSync(command, options, {
  cwd: new URL('.', import.meta.url),
  input: program(language),
  encoding: 'utf8',
  timeout: 600_000,
});
assert.equal(status, 0, `${error ?? ''}${stdout}${stderr}`);
assert.ok(stdout.includes(message), `it does not print ${message}, but:\n${stdout}${stderr}`);
console.log(`sdks.md's code for ${heading} prints the message`);
