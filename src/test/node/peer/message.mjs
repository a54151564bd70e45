// A message as Twilio's API words it.

// Twilio writes its dates as RFC 2822 does: Thu, 01 Jan 2026 00:00:00 +0000
const twilioDate = (iso) => new Date(iso).toUTCString().replace('GMT', '+0000')

export function messageJson(row) {
  const uri = `/2010-04-01/Accounts/${row.account_sid}/Messages/${row.sid}`
  const created = twilioDate(row.created_at)
  return {
    account_sid: row.account_sid,
    api_version: '2010-04-01',
    body: null,
    date_created: created,
    date_sent: created,
    date_updated: twilioDate(row.updated_at),
    direction: 'outbound-api',
    error_code: row.error_code,
    error_message: null,
    from: row.sender,
    messaging_service_sid: row.messaging_service_sid,
    num_media: null,
    num_segments: null,
    price: null,
    price_unit: null,
    sid: row.sid,
    status: row.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: row.recipient,
    uri: `${uri}.json`
  }
}
