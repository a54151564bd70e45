package dev.ringback.storage.jdbi;

import dev.ringback.model.Call;

/** Table {@code call}. */
final class CallTable {
    static final Table<Call> TABLE = new Table<>(
            "call",
            Merge.<Call>into("call")
                    .key("account_sid", Call::accountSid)
                    .key("sid", Call::sid)
                    .progress()
                    .keep("parent_call_sid", Call::parentCallSid)
                    .steady()
                    .keep("to_address", Call::to)
                    .steady()
                    .keep("from_address", Call::from)
                    .steady()
                    .keep("direction", Call::direction)
                    .keep("api_version", Call::apiVersion)
                    .keep("answered_by", Call::answeredBy)
                    .keep("forwarded_from", Call::forwardedFrom)
                    .keep("caller_name", Call::callerName)
                    .earliest("answered_at", Call::answeredAt)
                    .earliest("ended_at", Call::endedAt)
                    .keep("duration", Call::duration)
                    .earliest("date_created", Call::dateCreated)
                    .steady()
                    .latest("date_updated", Call::dateUpdated)
                    .latest("last_received_at", Call::lastReceivedAt),
            row -> new Call(
                    row.text(),
                    row.text(),
                    row.progress(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.timeOrNull(),
                    row.timeOrNull(),
                    row.durationOrNull(),
                    row.time(),
                    row.time(),
                    row.time()));

    private CallTable() {}
}
