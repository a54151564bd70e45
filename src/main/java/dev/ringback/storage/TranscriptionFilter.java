package dev.ringback.storage;

import dev.ringback.model.Transcription;
import org.jspecify.annotations.Nullable;

/** Limits a list of transcriptions to those of one recording. Null matches every transcription. */
public record TranscriptionFilter(@Nullable String recordingSid) implements ResourceFilter<Transcription> {

    @Override
    public Class<Transcription> kind() {
        return Transcription.class;
    }
}
