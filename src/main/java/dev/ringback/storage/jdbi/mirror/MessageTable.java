package dev.ringback.storage.jdbi.mirror;

import static dev.ringback.storage.jdbi.mirror.StoredColumn.integer;
import static dev.ringback.storage.jdbi.mirror.StoredColumn.text;
import static dev.ringback.storage.jdbi.mirror.StoredColumn.time;

import dev.ringback.model.Message;
import dev.ringback.model.MessageBuilder;
import dev.ringback.model.TimeRange;
import dev.ringback.storage.MessageFilter;
import java.util.List;

/** Table {@code message}. */
final class MessageTable {
    /** Time when a message was sent; for a message that was never sent, its creation. */
    private static final String DATE_SENT = "coalesce(date_sent, date_created)";

    private static final Certainties.Of<Message> FACTS =
            message -> message.answered().certainty();
    private static final Certainties.Of<Message> CREATED =
            message -> message.answered().createdCertainty();

    static final Table<Message> TABLE = Table.of(
            Message.class,
            MessageBuilder::builder,
            MessageBuilder::build,
            Merge.<Message, MessageBuilder>into("message")
                    .key(text("account_sid", Message::accountSid, MessageBuilder::accountSid))
                    .key(text("sid", Message::sid, MessageBuilder::sid))
                    .progress(MessageBuilder::progress)
                    .keepKnown(text("to_address", Message::to, MessageBuilder::to))
                    .steady()
                    .keepKnown(text("from_address", Message::from, MessageBuilder::from))
                    .steady()
                    .redactable(text("body", Message::body, MessageBuilder::body))
                    .keep(text(
                            "messaging_service_sid", Message::messagingServiceSid, MessageBuilder::messagingServiceSid))
                    .steady()
                    .surest(text("direction", Message::direction, MessageBuilder::direction), FACTS)
                    .keep(text("api_version", Message::apiVersion, MessageBuilder::apiVersion))
                    .keep(integer("num_segments", Message::numSegments, MessageBuilder::numSegments))
                    .keep(integer("num_media", Message::numMedia, MessageBuilder::numMedia))
                    .error(
                            integer("error_code", Message::errorCode, MessageBuilder::errorCode),
                            List.of(text("error_message", Message::errorMessage, MessageBuilder::errorMessage)))
                    .surestEarliest(time("date_created", Message::dateCreated, MessageBuilder::dateCreated), CREATED)
                    .steady()
                    .updated(time("date_updated", Message::dateUpdated, MessageBuilder::dateUpdated))
                    .surestEarliest(time("date_sent", Message::dateSent, MessageBuilder::dateSent), FACTS)
                    .latest(time("last_received_at", Message::lastReceivedAt, MessageBuilder::lastReceivedAt))
                    .earliest(time("delivered_at", Message::deliveredAt, MessageBuilder::deliveredAt))
                    .keep(text("carrier", Message::carrier, MessageBuilder::carrier))
                    .keep(text("price", Message::price, MessageBuilder::price))
                    .answered()
                    .keep(text("price_unit", Message::priceUnit, MessageBuilder::priceUnit))
                    .answered()
                    .certaintiesOfAnswers()
                    .knownNulls(Message.NULLABLE, MessageBuilder::answered)
                    .erasable(),
            MessageFilter.class,
            MessageTable::matching,
            "SM",
            "MM");

    private MessageTable() {}

    private static Listing<Message> matching(Listing<Message> all, MessageFilter filter) {
        Listing<Message> messages = all.whereIndexed("to_address", filter.to())
                .whereIndexed("from_address", filter.from())
                .whereIndexed("status", filter.status())
                .whereIndexed("error_code", filter.errorCode())
                .whereIndexed("messaging_service_sid", filter.messagingServiceSid())
                .during(DATE_SENT, filter.dateSent());
        if (filter.errorCode() != null) {
            // an error that came with an earlier status is kept, and is over
            messages.where("error_status = status");
        }
        if (!filter.dateSent().equals(TimeRange.ALWAYS)) {
            messages.sortedBy(DATE_SENT);
        }
        return TagFilter.apply(filter.tags(), messages);
    }
}
