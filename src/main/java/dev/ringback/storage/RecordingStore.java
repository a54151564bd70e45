package dev.ringback.storage;

import dev.ringback.model.Page;
import dev.ringback.model.Recording;
import dev.ringback.model.Transcription;
import java.util.Optional;

/** Recordings and their transcriptions, as the events so far make them. Safe for use by many threads. */
public interface RecordingStore {

    /** Empty when the account has no such recording. */
    Optional<Recording> findRecording(String accountSid, String sid);

    /**
     * Returns one page of an account's recordings, newest first: by date of creation, then by SID.
     *
     * @throws UnknownAnchorException when the page's anchor is not in this list
     */
    Page<Recording> listRecordings(RecordingQuery query);

    /** Empty when the account has no such transcription. */
    Optional<Transcription> findTranscription(String accountSid, String sid);

    /**
     * Returns one page of an account's transcriptions, newest first.
     *
     * @throws UnknownAnchorException when the page's anchor is not in this list
     */
    Page<Transcription> listTranscriptions(TranscriptionQuery query);
}
