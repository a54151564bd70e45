/** The fields of every resource, from fields.tsv, as schemas of the answers. */
import { readFileSync } from 'node:fs';

const TABLE = new URL('../resources/dev/ringback/conformance/fields.tsv', import.meta.url);
const ACCOUNT = 'api.v2010.account';

/** Below /2010-04-01: address, key of its list, resource in a list, and on its own where that differs. */
const ADDRESSES = [
  ['/Accounts', 'accounts', ACCOUNT],
  ['/Accounts/*/Messages', 'messages', `${ACCOUNT}.message`],
  ['/Accounts/*/Messages/*/Media', 'media_list', `${ACCOUNT}.message.media`],
  ['/Accounts/*/Calls', 'calls', `${ACCOUNT}.call`],
  ['/Accounts/*/Calls/*/Events', 'events', `${ACCOUNT}.call.call_event`],
  [
    '/Accounts/*/Calls/*/Notifications',
    'notifications',
    `${ACCOUNT}.call.call_notification`,
    `${ACCOUNT}.call.call_notification-instance`,
  ],
  ['/Accounts/*/Calls/*/Recordings', 'recordings', `${ACCOUNT}.call.call_recording`],
  ['/Accounts/*/Notifications', 'notifications', `${ACCOUNT}.notification`, `${ACCOUNT}.notification-instance`],
  ['/Accounts/*/Recordings', 'recordings', `${ACCOUNT}.recording`],
  ['/Accounts/*/Recordings/*/Transcriptions', 'transcriptions', `${ACCOUNT}.recording.recording_transcription`],
  ['/Accounts/*/Transcriptions', 'transcriptions', `${ACCOUNT}.transcription`],
  ['/Accounts/*/Conferences', 'conferences', `${ACCOUNT}.conference`],
  ['/Accounts/*/Conferences/*/Participants', 'participants', `${ACCOUNT}.conference.participant`],
  ['/Accounts/*/Conferences/*/Recordings', 'recordings', `${ACCOUNT}.conference.conference_recording`],
];

const integer = { type: 'integer' };
const path = { type: 'string', format: 'uri-path' };
const url = { type: 'string', format: 'uri' };

function readTable() {
  const resources = new Map();
  for (const line of readFileSync(TABLE, 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) {
      continue;
    }
    const [resource, field, type, format, nullable, values] = line.split('\t');
    if (!resources.has(resource)) {
      resources.set(resource, { type: 'object', properties: {} });
    }
    resources.get(resource).properties[field] = {
      type,
      nullable: nullable === 'true',
      ...(format === '-' ? {} : { format }),
      ...(values === '-' ? {} : { enum: values.split(',') }),
    };
  }
  return resources;
}

const resources = readTable();

function page2010(key, items) {
  return {
    type: 'object',
    properties: {
      [key]: { type: 'array', items },
      end: integer,
      start: integer,
      page: integer,
      page_size: integer,
      uri: path,
      first_page_uri: path,
      next_page_uri: { ...path, nullable: true },
      previous_page_uri: { ...path, nullable: true },
    },
  };
}

function pageOfMonitor(key, items) {
  const meta = {
    type: 'object',
    properties: {
      page: integer,
      page_size: integer,
      first_page_url: url,
      previous_page_url: { ...url, nullable: true },
      url,
      next_page_url: { ...url, nullable: true },
      key: { type: 'string', enum: [key] },
    },
  };
  return { type: 'object', properties: { [key]: { type: 'array', items }, meta } };
}

function pattern(address) {
  return new RegExp(`^${address.replaceAll('*', '[^/]+')}$`);
}

const routes = [
  ...ADDRESSES.flatMap(([address, key, inList, alone = inList]) => [
    [pattern(`/2010-04-01${address}\\.json`), page2010(key, resources.get(inList))],
    [pattern(`/2010-04-01${address}/*\\.json`), resources.get(alone)],
  ]),
  [pattern('/v1/Alerts'), pageOfMonitor('alerts', resources.get('monitor.v1.alert'))],
  [pattern('/v1/Alerts/*'), resources.get('monitor.v1.alert-instance')],
];

/** The schema of what is answered at a path, or undefined if the table knows nothing of it. */
export function schemaOf(pathname) {
  return routes.find(([matches]) => matches.test(pathname))?.[1];
}
