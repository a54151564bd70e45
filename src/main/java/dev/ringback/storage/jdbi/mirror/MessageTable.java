package dev.ringback.storage.jdbi.mirror;

import dev.ringback.model.Message;
import dev.ringback.storage.jdbi.sql.Column;
import java.util.List;

/** Table {@code message}. */
final class MessageTable {
    static final Table<Message> TABLE = new Table<>(
            "message",
            Merge.<Message>into("message")
                    .key("account_sid", Message::accountSid)
                    .key("sid", Message::sid)
                    .progress()
                    .keepKnown("to_address", Message::to)
                    .steady()
                    .keepKnown("from_address", Message::from)
                    .steady()
                    .keep("body", Message::body)
                    .keep("messaging_service_sid", Message::messagingServiceSid)
                    .steady()
                    .keep("direction", Message::direction)
                    .keep("api_version", Message::apiVersion)
                    .keep("num_segments", Message::numSegments)
                    .keep("num_media", Message::numMedia)
                    .error(Message::errorCode, List.of(new Column<>("error_message", Message::errorMessage)))
                    .earliest("date_created", Message::dateCreated)
                    .steady()
                    .latest("date_updated", Message::dateUpdated)
                    .earliest("date_sent", Message::dateSent)
                    .latest("last_received_at", Message::lastReceivedAt),
            row -> new Message(
                    row.text(),
                    row.text(),
                    row.progress(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.integerOrNull(),
                    row.integerOrNull(),
                    row.errorCode(),
                    row.errorText(),
                    row.time(),
                    row.time(),
                    row.timeOrNull(),
                    row.time()));

    private MessageTable() {}
}
