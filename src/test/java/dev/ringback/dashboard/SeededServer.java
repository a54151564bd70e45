package dev.ringback.dashboard;

import static dev.ringback.TestCallbacks.callStatus;
import static dev.ringback.TestCallbacks.debugger;
import static dev.ringback.TestCallbacks.inboundMessage;
import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.participant;
import static dev.ringback.TestCallbacks.sid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestCallbacks;
import dev.ringback.TestServer;
import dev.ringback.upstream.UpstreamOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A real server at which something of every kind has come.
 *
 * @param failed a message that a carrier filtered
 * @param number to which it went, as Twilio writes it
 * @param call that was recorded, in the conference
 * @param alert about the failed message
 */
record SeededServer(
        TestServer server,
        String failed,
        String number,
        String delivered,
        String call,
        String recording,
        String conference,
        String alert)
        implements AutoCloseable {
    static final String RIGHT_TO_LEFT =
            "\u0645\u0631\u062d\u0628\u0627\u060c \u0637\u0644\u0628\u0643 1234 \u0641\u064a \u0627\u0644\u0637\u0631\u064a\u0642";

    private static final String NUMBER = "+14155550123";
    private static final int MORE_THAN_A_PAGE = 55;

    /** Starts it in a folder. Its clock goes, as browsers have no other. */
    static SeededServer start(Path folder) {
        TestServer server = TestServer.start(folder, UpstreamOptions.OFF, Clock.systemUTC());
        SeededServer seeded =
                new SeededServer(server, sid("SM"), NUMBER, sid("SM"), sid("CA"), sid("RE"), sid("CF"), sid("NO"));
        seeded.seed();
        return seeded;
    }

    private void seed() {
        for (int i = 0; i < MORE_THAN_A_PAGE; i++) {
            String sid = sid("SM");
            String status = List.of("delivered", "delivered", "delivered", "sent", "undelivered")
                    .get(i % 5);
            TestCallbacks callback = messageStatus(sid, status).with("To", "+1415555" + (2000 + i));
            post(status.equals("undelivered") ? callback.with("ErrorCode", i % 2 == 0 ? "30003" : "30007") : callback);
        }
        post(inboundMessage(sid("SM"), RIGHT_TO_LEFT));
        post(inboundMessage(sid("SM"), "A long text. ".repeat(120)));
        post(messageStatus(delivered, "queued").with("To", NUMBER));
        post(messageStatus(delivered, "delivered").with("To", NUMBER));
        calls();
        post(messageStatus(failed, "queued").with("To", NUMBER));
        post(messageStatus(failed, "sent").with("To", NUMBER));
        assertThat(server.post(
                                "/twilio?order=1234",
                                messageStatus(failed, "undelivered")
                                        .with("To", NUMBER)
                                        .with("ErrorCode", "30007")
                                        .form())
                        .statusCode())
                .isLessThan(300);
        post(debugger(alert, payload()).with("Timestamp", now("uuuu-MM-dd'T'HH:mm:ss'Z'")));
        forged();
    }

    private void calls() {
        post(callStatus(call, "ringing", 1, rfc2822()));
        post(callStatus(call, "in-progress", 2, rfc2822()));
        post(participant(conference, call, "participant-join", 1).with("Timestamp", rfc2822()));
        post(TestCallbacks.conference(conference, "conference-start", 2).with("Timestamp", rfc2822()));
        post(TestCallbacks.recording(recording, "completed")
                .with("CallSid", call)
                .with("RecordingDuration", "42")
                .with("RecordingStartTime", rfc2822()));
        post(callStatus(call, "completed", 3, rfc2822()).with("CallDuration", "63"));
        post(callStatus(sid("CA"), "busy", 1, rfc2822()));
    }

    /** One that cannot be proved. */
    private void forged() {
        String form = messageStatus(sid("SM"), "sent").form();
        assertThat(TestServer.request(
                                server.sign("the token of somebody else", "/twilio", form),
                                "application/x-www-form-urlencoded")
                        .body(form.getBytes(StandardCharsets.UTF_8))
                        .post(server.callbackUrl("/twilio"))
                        .statusCode())
                .isEqualTo(403);
    }

    private String payload() {
        return """
                {"resource_sid":"%s","service_sid":null,"error_code":"11200",
                "more_info":{"Msg":"Got HTTP 502 response to https://shop.example.com/sms","ErrorCode":"11200","LogLevel":"ERROR"},
                "webhook":{"type":"application/json","request":{"url":"https://shop.example.com/sms?order=1234","method":"POST",
                "headers":{"X-Twilio-Signature":"abc="},"parameters":{"Body":"Where is my order?","From":"%s"}},
                "response":{"status_code":502,"headers":{"Content-Type":"text/html"},"body":"<html><body>Bad Gateway</body></html>"}}}""".formatted(failed, NUMBER);
    }

    private static String rfc2822() {
        return now("EEE, dd MMM uuuu HH:mm:ss '+0000'");
    }

    private static String now(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(ZonedDateTime.now(ZoneOffset.UTC));
    }

    void post(TestCallbacks callback) {
        assertThat(server.post(callback).statusCode()).isLessThan(300);
    }

    /** Returns how many streams of changes are open. */
    int streams() {
        return server.metrics()
                .lines()
                .filter(line -> line.startsWith("ringback_streams "))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .sum();
    }

    String url(String path) {
        return server.apiUrl(path);
    }

    @Override
    public void close() {
        server.close();
    }
}
