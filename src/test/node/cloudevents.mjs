/**
 * Takes CloudEvents through the unmodified library for JavaScript, and writes a line of JSON for each request: the event, or why it was refused.
 * Prints the port it listens at.
 */
import { appendFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { HTTP } from 'cloudevents';

const file = process.argv[2];
writeFileSync(file, '');

function read(headers, body) {
  try {
    const event = HTTP.toEvent({ headers, body });
    event.validate();
    return { event: event.toJSON() };
  } catch (refused) {
    return { refused: refused.message, contentType: headers['content-type'], body };
  }
}

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  const outcome = read(request.headers, Buffer.concat(chunks).toString('utf8'));
  appendFileSync(file, `${JSON.stringify(outcome)}\n`);
  response.writeHead(outcome.refused ? 400 : 204).end();
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
