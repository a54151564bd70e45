// What the peer keeps: every callback as it came, and of each message its last state.
import Database from 'better-sqlite3'

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS callback (
    id INTEGER PRIMARY KEY,
    message_sid TEXT NOT NULL,
    message_status TEXT NOT NULL,
    received_at TEXT NOT NULL,
    form TEXT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS message (
    sid TEXT PRIMARY KEY,
    account_sid TEXT NOT NULL,
    messaging_service_sid TEXT,
    sender TEXT,
    recipient TEXT,
    status TEXT NOT NULL,
    error_code INTEGER,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS message_newest ON message (account_sid, created_at DESC);
`

export function openStore(file) {
  const database = new Database(file)
  database.pragma('journal_mode = WAL')
  // an answer promises that the callback is on the disk, as Ringback's does
  database.pragma('synchronous = FULL')
  database.exec(SCHEMA)

  const addCallback = database.prepare(
    'INSERT INTO callback (message_sid, message_status, received_at, form) VALUES (?, ?, ?, ?)')
  const putMessage = database.prepare(`
    INSERT INTO message (sid, account_sid, messaging_service_sid, sender, recipient, status, error_code, created_at, updated_at)
    VALUES (@sid, @account, @service, @sender, @recipient, @status, @error, @at, @at)
    ON CONFLICT (sid) DO UPDATE SET status = excluded.status, error_code = excluded.error_code, updated_at = excluded.updated_at`)
  const oneMessage = database.prepare('SELECT * FROM message WHERE account_sid = ? AND sid = ?')
  const newestMessages = database.prepare('SELECT * FROM message WHERE account_sid = ? ORDER BY created_at DESC LIMIT ?')

  const record = database.transaction((form, at) => {
    addCallback.run(form.MessageSid, form.MessageStatus, at, JSON.stringify(form))
    putMessage.run({
      sid: form.MessageSid,
      account: form.AccountSid,
      service: form.MessagingServiceSid ?? null,
      sender: form.From ?? null,
      recipient: form.To ?? null,
      status: form.MessageStatus,
      error: form.ErrorCode ? Number(form.ErrorCode) : null,
      at
    })
  })

  return {
    /** Keeps a callback in a commit of its own; inside of a batch in that of the batch. */
    record,
    batch: (work) => database.transaction(work)(),
    message: (account, sid) => oneMessage.get(account, sid),
    newest: (account, count) => newestMessages.all(account, count),
    close: () => database.close()
  }
}
