package dev.ringback.web;

import static io.restassured.RestAssured.given;

import dev.ringback.TestCallbacks;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.web.door.ListenAddress;
import dev.ringback.web.late.LateHandler;
import dev.ringback.web.route.LateRoutes;
import dev.ringback.web.session.Admission;
import dev.ringback.web.session.TestSignIn;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An API door on a free port whose one late handler answers when the test says so. */
final class LateDoor implements AutoCloseable {
    private static final Accounts ACCOUNTS =
            new Accounts(List.of(Account.of(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN)));
    private static final String CREDENTIALS = "Basic "
            + Base64.getEncoder()
                    .encodeToString((TestCallbacks.ACCOUNT_SID + ':' + TestCallbacks.AUTH_TOKEN)
                            .getBytes(StandardCharsets.UTF_8));

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    /** The stages that were handed out, in the order of their requests. */
    final List<CompletableFuture<Handler>> stages = new CopyOnWriteArrayList<>();

    private final ApiDoor door;

    private LateDoor(@Nullable LateHandler handler, ApiConnections connections, Duration maxWait) {
        door = new ApiDoor(
                new ListenAddress("127.0.0.1", 0),
                admission(),
                late -> LateRoutes.of(late, handler == null ? this::later : handler),
                connections,
                4,
                maxWait,
                new AnswerTimes(registry),
                registry);
        door.start();
    }

    /** Opens a door at which this many requests may wait for a minute. */
    static LateDoor open(int maxWaits) {
        return new LateDoor(null, new ApiConnections(maxWaits + 500, 0, 0, maxWaits), Duration.ofMinutes(1));
    }

    /** Opens a door that gives up after this time. */
    static LateDoor open(Duration maxWait) {
        return new LateDoor(null, new ApiConnections(500, 0, 0, 10), maxWait);
    }

    /** Opens a door with another handler. */
    static LateDoor open(LateHandler handler) {
        return new LateDoor(handler, new ApiConnections(500, 0, 0, 10), Duration.ofMinutes(1));
    }

    private static Admission admission() {
        return TestSignIn.withoutSessions(ACCOUNTS).admission();
    }

    private CompletionStage<Handler> later(Context ctx) {
        CompletableFuture<Handler> stage = new CompletableFuture<>();
        stages.add(stage);
        return stage;
    }

    /** Lets another handler answer from now on. */
    void use(LateHandler handler) {
        door.use(admission(), late -> LateRoutes.of(late, handler));
    }

    /** Prepares a late request of Java's own client. */
    HttpRequest request() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + LateRoutes.LATE))
                .header("Authorization", CREDENTIALS)
                .build();
    }

    RequestSpecification asOwner() {
        return given().header("Connection", "close")
                .header("Authorization", CREDENTIALS)
                .baseUri("http://127.0.0.1")
                .port(door.port());
    }

    TestJetty.Client connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port());
        socket.setSoTimeout(10_000);
        return new TestJetty.Client(socket);
    }

    /** Writes a request as it goes over the wire. */
    static String wire(String method, String path) {
        return method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + CREDENTIALS
                + "\r\nContent-Length: 0\r\n\r\n";
    }

    int waiting() {
        return (int) registry.get("ringback.waiting.requests")
                .tag("kind", "twilio")
                .gauge()
                .value();
    }

    long waits(String outcome) {
        return registry.get("ringback.waits")
                .tag("kind", "twilio")
                .tag("outcome", outcome)
                .timer()
                .count();
    }

    @Override
    public void close() {
        door.close();
    }
}
