/** Where the server is, and the made-up account it has. scripts/conformance sets all of it. */
function required(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set: run scripts/conformance`);
  }
  return value;
}

export const apiUrl = required('RINGBACK_URL');
export const callbackUrl = required('RINGBACK_CALLBACK_URL');
/** What Twilio was told to call, and therefore signs: behind a proxy not what the server sees. */
export const publicUrl = process.env.RINGBACK_PUBLIC_URL || callbackUrl;
export const account = { sid: required('TWILIO_ACCOUNT_SID'), token: required('TWILIO_AUTH_TOKEN') };
export const subaccount = { sid: required('RINGBACK_SUBACCOUNT_SID'), token: required('RINGBACK_SUBACCOUNT_TOKEN') };
export const apiKey = { sid: required('RINGBACK_API_KEY'), secret: required('RINGBACK_API_KEY_SECRET') };
/** A file that takes every JSON answer, for openapi.mjs. */
export const answersFile = process.env.RINGBACK_ANSWERS;
/** A file of what came of each CloudEvent that was sent on, one a line, by cloudevents.mjs. */
export const cloudEventsFile = required('RINGBACK_CLOUDEVENTS');
