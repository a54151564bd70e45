package dev.ringback.dashboard;

import static dev.ringback.TestCallbacks.callStatus;
import static dev.ringback.TestCallbacks.conference;
import static dev.ringback.TestCallbacks.debugger;
import static dev.ringback.TestCallbacks.inboundMessage;
import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.participant;
import static dev.ringback.TestCallbacks.recording;
import static dev.ringback.TestCallbacks.sid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestCallbacks;
import dev.ringback.TestServer;
import dev.ringback.upstream.UpstreamOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page comes at once, whatever it shows. */
class PageSizeTest {
    private static final int MOST_BYTES = 50_000;
    private static final int MORE_THAN_A_PAGE = 60;
    private static final String LONG = "Ünderlying <text> of a message & more of it. ".repeat(35);
    private static final String TIME = "Thu, 01 Jan 2026 11:59:%02d +0000";

    private TestServer server;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = TestServer.start(folder, UpstreamOptions.OFF, Clock.fixed(TestServer.NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void post(TestCallbacks callback) {
        assertThat(server.post(callback).statusCode()).isLessThan(300);
    }

    @Test
    void fullListsAndLongTimelinesStayBelowFiftyKilobytes() {
        String number = "+14155550177";
        for (int i = 0; i < MORE_THAN_A_PAGE; i++) {
            String about = sid("SM");
            post(inboundMessage(about, LONG).with("To", number).with("From", "whatsapp:+1415555" + (1000 + i)));
            post(messageStatus(sid("SM"), "undelivered")
                    .with("ErrorCode", "30007")
                    .with("To", number));
            post(callStatus(sid("CA"), "completed", 1, TIME.formatted(i % 60)).with("To", number));
            post(recording(sid("RE"), "completed").with("CallSid", sid("CA")));
            post(conference(sid("CF"), "conference-start", 1).with("FriendlyName", "n".repeat(200)));
            post(debugger(sid("NO"), payload(about, 300)));
        }
        String room = sid("CF");
        for (int i = 0; i < 120; i++) {
            post(participant(room, sid("CA"), "participant-join", i + 1).with("Timestamp", TIME.formatted(i / 2)));
        }
        String alert = sid("NO");
        post(debugger(alert, payload(sid("SM"), 60_000)));
        String text = sid("SM");
        post(inboundMessage(text, LONG));

        Map<String, Integer> sizes = new TreeMap<>();
        for (String page : List.of(
                "/",
                "/messages",
                "/calls",
                "/recordings",
                "/conferences",
                "/alerts",
                "/search?q=%2B14155550177",
                "/deliverability",
                "/operations",
                "/setup",
                "/docs",
                "/messages/" + text,
                "/conferences/" + room,
                "/alerts/" + alert)) {
            sizes.put(page, server.as(TestServer.ACCOUNT).get(page).asByteArray().length);
        }
        assertThat(sizes.entrySet().stream()
                        .filter(size -> size.getValue() > MOST_BYTES)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .as(sizes.toString())
                .isEmpty();
    }

    private static String payload(String about, int length) {
        return """
                {"resource_sid":"%s","error_code":"11200","more_info":{"Msg":"%s"},
                "webhook":{"request":{"url":"https://shop.example.com/%s","method":"POST","parameters":{"Body":"b"}},
                "response":{"status_code":502,"body":"%s"}}}""".formatted(about, "m".repeat(300), "p".repeat(300), "<p>\u00fc".repeat(length / 4));
    }
}
