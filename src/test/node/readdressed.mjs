/** Loaded before a program that uses Twilio's library: what that addresses to twilio.com goes to the URL of the environment, and the program is as it is. */
import { createRequire } from 'node:module';

const module = createRequire(import.meta.url)('twilio/lib/base/RequestClient');
const RequestClient = module.default ?? module;
const { request } = RequestClient.prototype;

RequestClient.prototype.request = function readdressed(options) {
  return request.call(this, { ...options, uri: options.uri.replace('https://api.twilio.com', process.env.RINGBACK_STANDIN) });
};
