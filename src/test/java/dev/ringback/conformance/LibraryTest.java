package dev.ringback.conformance;

import com.twilio.http.TwilioRestClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tests through Twilio's Java library share: a door of its own for each, and a client of the account before it. */
abstract class LibraryTest {
    @TempDir
    Path folder;

    protected LibraryFixture fixture;
    protected TwilioRestClient twilio;

    @BeforeEach
    void open() {
        fixture = new LibraryFixture(folder);
        twilio = fixture.owner();
    }

    @AfterEach
    void close() {
        fixture.close();
    }
}
