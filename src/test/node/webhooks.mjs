/** Plays Twilio: webhooks with the parameters Twilio sends, signed by Twilio's own library. SIDs are random, so that runs do not meet. */
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import twilio from 'twilio';
import { account, callbackUrl, publicUrl } from './settings.mjs';

export function sid(prefix) {
  return prefix + randomUUID().replaceAll('-', '');
}

/** Something no other run has used. */
export function unique(prefix) {
  return prefix + randomUUID().slice(0, 8);
}

/** Sends a webhook, and expects it to be taken in. The query stands for what the user has added to the URL. */
export async function send(parameters, { query = '', from = account } = {}) {
  const complete = { AccountSid: from.sid, ...parameters };
  const response = await fetch(callbackUrl + query, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8',
      'X-Twilio-Signature': twilio.getExpectedTwilioSignature(from.token, publicUrl + query, complete),
    },
    body: new URLSearchParams(complete),
  });
  assert.ok(response.ok, `the webhook was answered ${response.status}`);
  // Lists go by time, so two events must not fall into the same millisecond.
  await sleep(3);
}

/** Sends a body of JSON, as it stands, and expects it to be taken in. */
export async function sendJson(value, { from = account } = {}) {
  const body = JSON.stringify(value);
  const query = `?bodySHA256=${createHash('sha256').update(body).digest('hex')}`;
  const response = await fetch(callbackUrl + query, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-Twilio-Signature': twilio.getExpectedTwilioSignature(from.token, publicUrl + query, {}),
    },
    body,
  });
  assert.ok(response.ok, `the webhook was answered ${response.status}`);
}

export function messageStatus(messageSid, status, more = {}) {
  return {
    SmsSid: messageSid,
    SmsStatus: status,
    MessageStatus: status,
    To: '+14155550101',
    MessageSid: messageSid,
    From: '+14155550100',
    ApiVersion: '2010-04-01',
    ...more,
  };
}

export function inboundMessage(messageSid, body, more = {}) {
  return {
    ToCountry: 'US',
    FromCity: "TREZZO SULL'ADDA",
    FromZip: '',
    SmsMessageSid: messageSid,
    NumMedia: '0',
    SmsSid: messageSid,
    SmsStatus: 'received',
    Body: body,
    To: '+14155550100',
    NumSegments: '1',
    MessageSid: messageSid,
    From: '+14155550101',
    ApiVersion: '2010-04-01',
    ...more,
  };
}

/** The parameters that an inbound message has for its attachments. */
export function attachments(messageSid, mediaSids, contentType) {
  const parameters = { NumMedia: String(mediaSids.length) };
  mediaSids.forEach((mediaSid, index) => {
    parameters[`MediaUrl${index}`] = `https://api.twilio.com/2010-04-01/Accounts/${account.sid}/Messages/${messageSid}/Media/${mediaSid}`;
    parameters[`MediaContentType${index}`] = contentType;
  });
  return parameters;
}

export function callStatus(callSid, status, sequenceNumber, time, more = {}) {
  return {
    Called: '+14155550101',
    ToState: 'CA',
    Direction: 'outbound-api',
    Timestamp: rfc2822(time),
    CallbackSource: 'call-progress-events',
    SequenceNumber: String(sequenceNumber),
    To: '+14155550101',
    CallSid: callSid,
    ApiVersion: '2010-04-01',
    CallStatus: status,
    From: '+14155550100',
    ...more,
  };
}

export function recordingStatus(recordingSid, status, time, more = {}) {
  return {
    RecordingSource: 'OutboundAPI',
    RecordingTrack: 'both',
    RecordingSid: recordingSid,
    RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/${account.sid}/Recordings/${recordingSid}`,
    RecordingStatus: status,
    RecordingChannels: '1',
    RecordingStartTime: rfc2822(time),
    ...more,
  };
}

export function transcription(transcriptionSid, recordingSid, status, text) {
  return {
    TranscriptionSid: transcriptionSid,
    TranscriptionText: text,
    TranscriptionStatus: status,
    TranscriptionUrl: `https://api.twilio.com/2010-04-01/Accounts/${account.sid}/Transcriptions/${transcriptionSid}`,
    RecordingSid: recordingSid,
    RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/${account.sid}/Recordings/${recordingSid}`,
    CallSid: sid('CA'),
    CallStatus: 'completed',
    From: '+14155550100',
    To: '+14155550101',
    Direction: 'inbound',
    ApiVersion: '2010-04-01',
  };
}

export function conference(conferenceSid, event, sequenceNumber, time, more = {}) {
  return {
    ConferenceSid: conferenceSid,
    FriendlyName: 'stand-up',
    SequenceNumber: String(sequenceNumber),
    Timestamp: rfc2822(time),
    StatusCallbackEvent: event,
    ...more,
  };
}

export function participant(conferenceSid, callSid, event, sequenceNumber, time, more = {}) {
  return conference(conferenceSid, event, sequenceNumber, time, {
    CallSid: callSid,
    Muted: 'false',
    Hold: 'false',
    Coaching: 'false',
    EndConferenceOnExit: 'false',
    StartConferenceOnEnter: 'true',
    ...more,
  });
}

export function debuggerEvent(alertSid, level, time, payload) {
  return {
    ParentAccountSid: '',
    Payload: JSON.stringify(payload),
    Level: level,
    Timestamp: `${time.toISOString().slice(0, 19)}Z`,
    PayloadType: 'application/json',
    Sid: alertSid,
  };
}

function rfc2822(time) {
  return time.toUTCString().replace('GMT', '+0000');
}
