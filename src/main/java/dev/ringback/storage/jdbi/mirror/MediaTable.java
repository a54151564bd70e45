package dev.ringback.storage.jdbi.mirror;

import dev.ringback.model.Media;

/** Table {@code media}. */
final class MediaTable {
    static final Table<Media> TABLE = new Table<>(
            "media",
            Merge.<Media>into("media")
                    .key("account_sid", Media::accountSid)
                    .key("message_sid", Media::messageSid)
                    .key("sid", Media::sid)
                    .progress()
                    .keep("content_type", Media::contentType)
                    .earliest("date_created", Media::dateCreated)
                    .latest("date_updated", Media::dateUpdated)
                    .latest("last_received_at", Media::lastReceivedAt),
            row -> new Media(
                    row.text(),
                    row.text(),
                    row.text(),
                    row.progress(),
                    row.textOrNull(),
                    row.time(),
                    row.time(),
                    row.time()));

    private MediaTable() {}
}
