package dev.ringback.storage.jdbi;

import dev.ringback.model.Media;
import dev.ringback.model.Message;
import dev.ringback.model.Page;
import dev.ringback.storage.MediaQuery;
import dev.ringback.storage.MessageQuery;
import dev.ringback.storage.MessageStore;
import java.util.Optional;

/** Tables {@code message} and {@code media}. */
final class JdbiMessageStore implements MessageStore {
    private final Reads reads;

    JdbiMessageStore(Reads reads) {
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
                handle -> Listing.of(MessageTable.TABLE, query.accountSid()).page(handle, query.page()));
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
                        .where("message_sid", query.messageSid())
                        .page(handle, query.page()));
    }
}
