package dev.ringback.storage;

/** A database under test: whatever keeps all the stores. */
public interface TestDatabase extends AutoCloseable {
    EventStore events();

    MessageStore messages();

    CallStore calls();

    RecordingStore recordings();

    ConferenceStore conferences();

    AlertStore alerts();

    QuarantineStore quarantine();

    @Override
    void close();
}
