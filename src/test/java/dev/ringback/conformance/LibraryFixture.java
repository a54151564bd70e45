package dev.ringback.conformance;

import com.twilio.http.TwilioRestClient;
import dev.ringback.TestCallbacks;
import dev.ringback.web.TestApi;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** An API door and Twilio's Java library in front of it, with the account's own credentials. */
final class LibraryFixture implements AutoCloseable {
    private final TestApi api;
    private Instant now = TestApi.START;

    LibraryFixture(Path folder) {
        api = TestApi.open(folder);
    }

    TwilioRestClient owner() {
        return client(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN).build();
    }

    TwilioRestClient.Builder client(String user, String password) {
        return new TwilioRestClient.Builder(user, password)
                .httpClient(new RingbackHttpClient("http://127.0.0.1:" + api.port()));
    }

    void receive(TestCallbacks callback) {
        api.receive(callback);
    }

    /** Stores a callback as of that time, which is not before that of the last. */
    void receiveAt(String time, TestCallbacks callback) {
        Instant then = Instant.parse(time);
        api.advance(Duration.between(now, then));
        now = then;
        api.receive(callback);
    }

    void receiveJson(String body) {
        api.receiveJson(body);
    }

    /** A moment as somebody in New York says it, so that a library that forgets to convert it is found out. */
    static ZonedDateTime newYork(String time) {
        return Instant.parse(time).atZone(ZoneId.of("America/New_York"));
    }

    static LocalDate day(String date) {
        return LocalDate.parse(date);
    }

    /** What a date of the library stands for, to the second. */
    static @Nullable Instant instant(@Nullable ZonedDateTime time) {
        return time == null ? null : time.toInstant();
    }

    @Override
    public void close() {
        api.close();
    }
}
