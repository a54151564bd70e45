package dev.ringback.storage.jdbi.mirror;

import dev.ringback.model.Page;
import dev.ringback.model.Recording;
import dev.ringback.model.Transcription;
import dev.ringback.storage.RecordingFilter;
import dev.ringback.storage.RecordingQuery;
import dev.ringback.storage.RecordingStore;
import dev.ringback.storage.TranscriptionQuery;
import dev.ringback.storage.jdbi.sql.Reads;
import java.util.Optional;

/** Tables {@code recording} and {@code transcription}. */
public final class JdbiRecordingStore implements RecordingStore {
    private final Reads reads;

    public JdbiRecordingStore(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Optional<Recording> findRecording(String accountSid, String sid) {
        return reads.read(
                "find recording " + sid,
                Listing.of(RecordingTable.TABLE, accountSid).where("sid", sid)::find);
    }

    @Override
    public Page<Recording> listRecordings(RecordingQuery query) {
        return reads.read(
                "list recordings",
                handle -> matching(query.accountSid(), query.filter()).page(handle, query.page()));
    }

    private static Listing<Recording> matching(String accountSid, RecordingFilter filter) {
        Listing<Recording> recordings = Listing.of(RecordingTable.TABLE, accountSid)
                .within("call_sid", filter.callSid())
                .within("conference_sid", filter.conferenceSid())
                .during("date_created", "created", filter.dateCreated());
        return filter.softDeleted() ? recordings : recordings.where("status <> 'deleted'");
    }

    @Override
    public Optional<Transcription> findTranscription(String accountSid, String sid) {
        return reads.read(
                "find transcription " + sid,
                Listing.of(TranscriptionTable.TABLE, accountSid).where("sid", sid)::find);
    }

    @Override
    public Page<Transcription> listTranscriptions(TranscriptionQuery query) {
        return reads.read(
                "list transcriptions",
                handle -> Listing.of(TranscriptionTable.TABLE, query.accountSid())
                        .within("recording_sid", query.recordingSid())
                        .page(handle, query.page()));
    }
}
