package dev.ringback.storage.jdbi.mirror;

import static dev.ringback.storage.jdbi.mirror.StoredColumn.duration;
import static dev.ringback.storage.jdbi.mirror.StoredColumn.number;
import static dev.ringback.storage.jdbi.mirror.StoredColumn.text;
import static dev.ringback.storage.jdbi.mirror.StoredColumn.time;

import dev.ringback.model.Call;
import dev.ringback.model.CallBuilder;
import dev.ringback.model.TimeRange;
import dev.ringback.storage.CallFilter;

/** Table {@code call}. */
final class CallTable {
    /** Start of a call as {@link Call#startTime} gives it; for a call that nobody answered, its creation. */
    private static final String START_TIME = "coalesce(answered_at, ended_at - nullif(duration, 0), date_created)";

    private static final Certainties.Of<Call> FACTS = row -> row.certainties().facts();

    /** A row that is read does not say how sure it is: nobody asks. */
    static final Table<Call> TABLE = Table.of(
            Call.class,
            CallBuilder::builder,
            CallBuilder::build,
            Merge.<Call, CallBuilder>into("call")
                    .key(text("account_sid", Call::accountSid, CallBuilder::accountSid))
                    .key(text("sid", Call::sid, CallBuilder::sid))
                    .progress(CallBuilder::progress)
                    .surest(text("parent_call_sid", Call::parentCallSid, CallBuilder::parentCallSid), FACTS)
                    .steady()
                    .surest(text("to_address", Call::to, CallBuilder::to), FACTS)
                    .steady()
                    .surest(text("from_address", Call::from, CallBuilder::from), FACTS)
                    .steady()
                    .surest(text("direction", Call::direction, CallBuilder::direction), FACTS)
                    .surest(text("api_version", Call::apiVersion, CallBuilder::apiVersion), FACTS)
                    .surest(text("answered_by", Call::answeredBy, CallBuilder::answeredBy), FACTS)
                    .surest(text("forwarded_from", Call::forwardedFrom, CallBuilder::forwardedFrom), FACTS)
                    .surest(text("caller_name", Call::callerName, CallBuilder::callerName), FACTS)
                    .surestEarliest(
                            time("answered_at", Call::answeredAt, CallBuilder::answeredAt),
                            row -> row.certainties().answeredAt())
                    .surestEarliest(
                            time("ended_at", Call::endedAt, CallBuilder::endedAt),
                            row -> row.certainties().endedAt())
                    .surest(duration("duration", Call::duration, CallBuilder::duration), FACTS)
                    .surestEarliest(
                            time("date_created", Call::dateCreated, CallBuilder::dateCreated),
                            row -> row.certainties().dateCreated())
                    .steady()
                    .surest(time("date_updated", Call::dateUpdated, CallBuilder::dateUpdated), FACTS)
                    .latest(time("last_received_at", Call::lastReceivedAt, CallBuilder::lastReceivedAt))
                    .either(number("sequence_numbers", Call::sequenceNumbers, CallBuilder::sequenceNumbers))
                    .surest(text("phone_number_sid", Call::phoneNumberSid, CallBuilder::phoneNumberSid), FACTS)
                    .answered()
                    .surest(text("group_sid", Call::groupSid, CallBuilder::groupSid), FACTS)
                    .answered()
                    .surest(text("trunk_sid", Call::trunkSid, CallBuilder::trunkSid), FACTS)
                    .answered()
                    .surest(text("queue_time", Call::queueTime, CallBuilder::queueTime), FACTS)
                    .answered()
                    .surest(text("price", Call::price, CallBuilder::price), FACTS)
                    .answered()
                    .surest(text("price_unit", Call::priceUnit, CallBuilder::priceUnit), FACTS)
                    .answered()
                    .certainties()
                    .knownNulls(Call.NULLABLE, CallBuilder::answered)
                    .erasable(),
            CallFilter.class,
            CallTable::matching,
            "CA");

    private CallTable() {}

    private static Listing<Call> matching(Listing<Call> all, CallFilter filter) {
        Listing<Call> calls = all.whereIndexed("to_address", filter.to())
                .whereIndexed("from_address", filter.from())
                .whereIndexed("parent_call_sid", filter.parentCallSid())
                .whereIndexedIn("status", filter.statuses())
                .during("ended_at", filter.endTime())
                .during(START_TIME, filter.startTime());
        if (!filter.startTime().equals(TimeRange.ALWAYS)) {
            return calls.sortedBy(START_TIME);
        }
        return filter.endTime().equals(TimeRange.ALWAYS) ? calls : calls.sortedBy("ended_at");
    }
}
