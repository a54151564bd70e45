/**
 * Compares every answer the tests got with Twilio's own OpenAPI documents, in full.
 *
 * usage: node openapi.mjs --openapi FOLDER --answers FILE
 *
 * FOLDER holds twilio_api_v2010.json and twilio_monitor_v1.json, which are Twilio's and no part of this project. FILE has one JSON object a
 * line: method, url, status and body of an answer.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { deviations } from './schema.mjs';

const DOCUMENTS = ['twilio_api_v2010.json', 'twilio_monitor_v1.json'];

/** Where the documents differ from what Twilio answers and its libraries expect. Each says which properties, what is changed, and why. */
const KNOWN_DEVIATIONS = [
  {
    why: 'the price is a number in some schemas, but a string in the examples of the same document and in every other resource',
    applies: (name, schema) => name === 'price' && schema.type === 'number',
    change: { type: 'string' },
  },
  {
    why: 'Twilio sends paths here, not absolute URIs; the libraries put their base URL before them',
    applies: (name, schema) => /(^|_)page_uri$|^uri$/.test(name) && schema.format === 'uri',
    change: { format: 'uri-path' },
  },
  {
    why: 'a property that refers to an enum has no place to say nullable; all others of these resources are',
    applies: (name, schema) => schema.enumByReference,
    change: { nullable: true },
  },
  {
    why: 'the number of channels has a default instead of nullable; null is what no callback has told yet',
    applies: (name, schema) => name === 'channels' && schema.default === 0,
    change: { nullable: true },
  },
];

/** Schemas of the document without references and with the known deviations. A name stands for the property that a schema is of. */
class SchemaReader {
  constructor(document) {
    this.document = document;
  }

  read(schema, name = '') {
    if (schema.$ref) {
      const target = schema.$ref.split('/').slice(1).reduce((at, step) => at[step], this.document);
      return this.read({ ...target, enumByReference: target.enum !== undefined }, name);
    }
    const changes = KNOWN_DEVIATIONS.filter((known) => known.applies(name, schema)).map((known) => known.change);
    const read = Object.assign({ ...schema }, ...changes);
    if (schema.properties) {
      const entries = Object.entries(schema.properties).map(([key, property]) => [key, this.read(property, key)]);
      read.properties = Object.fromEntries(entries);
    }
    if (schema.items) {
      read.items = this.read(schema.items);
    }
    return read;
  }
}

function pathPattern(template) {
  const parts = template.split(/\{[^}]+\}/).map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`^${parts.join('[^/]+')}$`);
}

/** Fixed names before variables: an operation of a list is not one of a resource that is called as the list. */
function operations(folder) {
  return DOCUMENTS.flatMap((file) => {
    const document = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const reader = new SchemaReader(document);
    return Object.entries(document.paths)
      .filter(([, path]) => path.get)
      .map(([template, path]) => ({
        template,
        pattern: pathPattern(template),
        schema: () => reader.read(path.get.responses['200'].content['application/json'].schema),
      }));
  });
}

function check(folder, file) {
  const all = operations(folder);
  const schemas = new Map();
  const answers = new Map();
  const found = new Set();
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const { method, url, status, body } = JSON.parse(line);
    if (method !== 'GET' || status !== 200) {
      continue;
    }
    const { pathname } = new URL(url);
    const operation = all.find(({ pattern }) => pattern.test(pathname));
    if (!operation) {
      found.add(`${pathname} is no operation of Twilio's`);
      continue;
    }
    const { template } = operation;
    if (!schemas.has(template)) {
      schemas.set(template, operation.schema());
    }
    answers.set(template, (answers.get(template) ?? 0) + 1);
    for (const deviation of deviations(schemas.get(template), body, template)) {
      found.add(deviation);
    }
  }
  return { answers, found };
}

const { values } = parseArgs({ options: { openapi: { type: 'string' }, answers: { type: 'string' } } });
if (!values.openapi || !values.answers) {
  console.error('usage: node openapi.mjs --openapi FOLDER --answers FILE');
  process.exit(2);
}
const { answers, found } = check(values.openapi, values.answers);
for (const [template, count] of [...answers].sort()) {
  console.log(`${String(count).padStart(5)}  ${template}`);
}
for (const deviation of found) {
  console.error(`deviates: ${deviation}`);
}
console.log(`${found.size} deviations from the OpenAPI documents`);
process.exit(found.size === 0 && answers.size > 0 ? 0 : 1);
