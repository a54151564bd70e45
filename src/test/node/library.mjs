/** Twilio's own library: the newest, or the older version whose alias in package.json the environment names, such as twilio-3.84. */
import { createRequire } from 'node:module';

const alias = process.env.RINGBACK_TWILIO_LIBRARY || 'twilio';
const require = createRequire(import.meta.url);

const twilio = require(alias);
export default twilio;

/** The major version; up to 4 the class of errors is not exported. */
export const version = parseInt(require(`${alias}/package.json`).version);

function unexportedException() {
  const module = require(`${alias}/lib/base/RestException`);
  return module.default ?? module;
}

export const RestException = twilio.RestException ?? unexportedException();
