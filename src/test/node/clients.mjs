/** Unmodified clients of Twilio's library that read from Ringback. */
import { OverheardClient } from './answers.mjs';
import twilio from './library.mjs';
import { account, apiKey, apiUrl } from './settings.mjs';

/** A client with the given credentials; what it is answered is kept. */
export function clientFor(username, password, options = {}) {
  const client = twilio(username, password, { httpClient: new OverheardClient(), ...options });
  client.api.baseUrl = apiUrl;
  client.monitor.baseUrl = apiUrl;
  return client;
}

export const client = clientFor(account.sid, account.token);
export const clientWithApiKey = clientFor(apiKey.sid, apiKey.secret, { accountSid: account.sid });
