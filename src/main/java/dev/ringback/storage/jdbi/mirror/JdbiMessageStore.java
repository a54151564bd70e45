package dev.ringback.storage.jdbi.mirror;

import dev.ringback.model.Media;
import dev.ringback.model.Message;
import dev.ringback.model.Page;
import dev.ringback.model.TimeRange;
import dev.ringback.storage.MediaQuery;
import dev.ringback.storage.MessageFilter;
import dev.ringback.storage.MessageQuery;
import dev.ringback.storage.MessageStore;
import dev.ringback.storage.jdbi.sql.Reads;
import java.util.Optional;

/** Tables {@code message} and {@code media}. */
public final class JdbiMessageStore implements MessageStore {
    /** Time when a message was sent; for a message that was never sent, its creation. */
    private static final String DATE_SENT = "coalesce(date_sent, date_created)";

    private final Reads reads;

    public JdbiMessageStore(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Optional<Message> findMessage(String accountSid, String sid) {
        return reads.read(
                "find message " + sid,
                Listing.of(MessageTable.TABLE, accountSid).where("sid", sid)::find);
    }

    @Override
    public Page<Message> listMessages(MessageQuery query) {
        return reads.read(
                "list messages",
                handle -> matching(query.accountSid(), query.filter()).page(handle, query.page()));
    }

    private static Listing<Message> matching(String accountSid, MessageFilter filter) {
        Listing<Message> messages = Listing.of(MessageTable.TABLE, accountSid)
                .whereIndexed("to_address", filter.to())
                .whereIndexed("from_address", filter.from())
                .whereIndexed("status", filter.status())
                .whereIndexed("error_code", filter.errorCode())
                .whereIndexed("messaging_service_sid", filter.messagingServiceSid())
                .during(DATE_SENT, "sent", filter.dateSent());
        if (filter.errorCode() != null) {
            // an error that came with an earlier status is kept, and is over
            messages.where("error_status = status");
        }
        if (!filter.dateSent().equals(TimeRange.ALWAYS)) {
            messages.sortedBy(DATE_SENT);
        }
        return TagFilter.apply(filter.tags(), messages);
    }

    @Override
    public Optional<Media> findMedia(String accountSid, String messageSid, String sid) {
        return reads.read(
                "find media " + sid,
                Listing.of(MediaTable.TABLE, accountSid)
                        .where("message_sid", messageSid)
                        .where("sid", sid)::find);
    }

    @Override
    public Page<Media> listMedia(MediaQuery query) {
        return reads.read(
                "list media of " + query.messageSid(),
                handle -> Listing.of(MediaTable.TABLE, query.accountSid())
                        .within("message_sid", query.messageSid())
                        .during("date_created", "created", query.dateCreated())
                        .page(handle, query.page()));
    }
}
