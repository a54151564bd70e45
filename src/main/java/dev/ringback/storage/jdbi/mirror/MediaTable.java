package dev.ringback.storage.jdbi.mirror;

import static dev.ringback.storage.jdbi.mirror.StoredColumn.text;
import static dev.ringback.storage.jdbi.mirror.StoredColumn.time;

import dev.ringback.model.Media;
import dev.ringback.model.MediaBuilder;
import dev.ringback.storage.MediaFilter;

/** Table {@code media}. */
final class MediaTable {
    static final Table<Media> TABLE = Table.of(
            Media.class,
            MediaBuilder::builder,
            MediaBuilder::build,
            Merge.<Media, MediaBuilder>into("media")
                    .key(text("account_sid", Media::accountSid, MediaBuilder::accountSid))
                    .key(text("message_sid", Media::messageSid, MediaBuilder::messageSid))
                    .key(text("sid", Media::sid, MediaBuilder::sid))
                    .progress(MediaBuilder::progress)
                    .keep(text("content_type", Media::contentType, MediaBuilder::contentType))
                    .surestEarliest(
                            time("date_created", Media::dateCreated, MediaBuilder::dateCreated),
                            media -> media.answered().createdCertainty())
                    .latest(time("date_updated", Media::dateUpdated, MediaBuilder::dateUpdated))
                    .latest(time("last_received_at", Media::lastReceivedAt, MediaBuilder::lastReceivedAt))
                    .certaintiesOfAnswers()
                    .erasable(),
            MediaFilter.class,
            MediaTable::matching);

    private MediaTable() {}

    private static Listing<Media> matching(Listing<Media> all, MediaFilter filter) {
        return all.within("message_sid", filter.messageSid())
                .where("sid", filter.sid())
                .during("date_created", filter.dateCreated());
    }
}
