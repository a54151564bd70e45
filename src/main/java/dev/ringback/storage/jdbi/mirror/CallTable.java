package dev.ringback.storage.jdbi.mirror;

import dev.ringback.model.Call;

/** Table {@code call}. */
final class CallTable {
    private static final Certainties.Of<Call> FACTS = row -> row.certainties().facts();

    /** A row that is read does not say how sure it is: nobody asks. */
    static final Table<Call> TABLE = new Table<>(
            "call",
            Merge.<Call>into("call")
                    .key("account_sid", Call::accountSid)
                    .key("sid", Call::sid)
                    .progress()
                    .surest("parent_call_sid", Call::parentCallSid, FACTS)
                    .steady()
                    .surest("to_address", Call::to, FACTS)
                    .steady()
                    .surest("from_address", Call::from, FACTS)
                    .steady()
                    .surest("direction", Call::direction, FACTS)
                    .surest("api_version", Call::apiVersion, FACTS)
                    .surest("answered_by", Call::answeredBy, FACTS)
                    .surest("forwarded_from", Call::forwardedFrom, FACTS)
                    .surest("caller_name", Call::callerName, FACTS)
                    .surestEarliest(
                            "answered_at",
                            Call::answeredAt,
                            row -> row.certainties().answeredAt())
                    .surestEarliest(
                            "ended_at", Call::endedAt, row -> row.certainties().endedAt())
                    .surest("duration", Call::duration, FACTS)
                    .surestEarliest(
                            "date_created",
                            Call::dateCreated,
                            row -> row.certainties().dateCreated())
                    .steady()
                    .surest("date_updated", Call::dateUpdated, FACTS)
                    .latest("last_received_at", Call::lastReceivedAt)
                    .certainties(),
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
