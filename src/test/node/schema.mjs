/** Compares values with the part of JSON Schema that Twilio's documents use. */

const DAY = '(Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const MONTH = '(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';

const FORMATS = {
  // Python drops the zone and Java's pattern wants two digits, so nothing but this spelling will do.
  'date-time-rfc-2822': (text) =>
    new RegExp(`^${DAY}, \\d{2} ${MONTH} \\d{4} \\d{2}:\\d{2}:\\d{2} \\+0000$`).test(text) && !Number.isNaN(Date.parse(text)),
  // Python reads no fractions.
  'date-time': (text) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text) && !Number.isNaN(Date.parse(text)),
  uri: (text) => /^https?:\/\/[^\s"<>\\^`{|}]+$/.test(text) && URL.canParse(text),
  'uri-path': (text) => /^\/[^\s"<>\\^`{|}]*$/.test(text),
  // An unknown one makes Java refuse the whole list, "" above all.
  currency: (text) => /^[A-Z]{3}$/.test(text),
  'http-method': (text) => /^[A-Z]+$/.test(text),
  'uri-map': (map) => Object.values(map).every((path) => typeof path === 'string' && FORMATS['uri-path'](path)),
};

const TYPES = {
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  object: (value) => typeof value === 'object' && !Array.isArray(value),
  array: Array.isArray,
};

function ofObject(schema, value, at) {
  const names = Object.keys(schema.properties);
  const unknown = Object.keys(value).filter((name) => !names.includes(name));
  const missing = names.filter((name) => !(name in value));
  return [
    ...unknown.map((name) => `${at}.${name} is unknown`),
    ...missing.map((name) => `${at}.${name} is missing`),
    ...names.filter((name) => name in value).flatMap((name) => deviations(schema.properties[name], value[name], `${at}.${name}`)),
  ];
}

function ofText(schema, value, at) {
  const found = [];
  if (schema.enum && !schema.enum.includes(value)) {
    found.push(`${at} is ${JSON.stringify(value)}, none of ${schema.enum.join(', ')}`);
  }
  if (schema.pattern && !new RegExp(schema.pattern).test(value)) {
    found.push(`${at} is ${JSON.stringify(value)}, which does not match ${schema.pattern}`);
  }
  return found;
}

/** What is wrong with a value, as one line each; `at` says where it stands. */
export function deviations(schema, value, at) {
  if (value === null) {
    return schema.nullable ? [] : [`${at} is null`];
  }
  if (schema.type && !TYPES[schema.type](value)) {
    return [`${at} is ${JSON.stringify(value)}, not of type ${schema.type}`];
  }
  if (schema.format in FORMATS && !FORMATS[schema.format](value)) {
    return [`${at} is ${JSON.stringify(value)}, not of format ${schema.format}`];
  }
  if (schema.type === 'object' && schema.properties) {
    return ofObject(schema, value, at);
  }
  if (schema.type === 'array' && schema.items) {
    return value.flatMap((item) => deviations(schema.items, item, `${at}[]`));
  }
  return schema.type === 'string' ? ofText(schema, value, at) : [];
}
