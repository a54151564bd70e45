package dev.ringback.dashboard.docs;

import dev.ringback.dashboard.docs.DocsView.Address;
import dev.ringback.dashboard.docs.DocsView.Part;
import dev.ringback.dashboard.frame.Frames;
import dev.ringback.dashboard.frame.PageWriter;
import dev.ringback.query.ExternalUrl;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Supplier;

/** {@code /docs}: every address of the API for people. Safe for use by many threads. */
public final class DocsPage {
    private final Frames frames;
    private final PageWriter writer;
    private final ExternalUrl externalUrl;

    public DocsPage(Frames frames, PageWriter writer, ExternalUrl externalUrl) {
        this.frames = frames;
        this.writer = writer;
        this.externalUrl = externalUrl;
    }

    /** Shows addresses. The curl lines name the server as the reader has reached it. */
    public void show(Context ctx, Supplier<List<Address>> addresses) {
        List<Address> all = addresses.get();
        writer.send(
                ctx,
                "docs",
                frames.of(ctx, "docs", "API"),
                new DocsView(
                        externalUrl.of(ctx),
                        List.of(
                                part("What Twilio does not have", all, "/ringback/"),
                                part("About the server", all, "/health", "/metrics", "/openapi.json"),
                                part("Twilio's own addresses", all, "/2010-04-01/", "/v1/"))));
    }

    private static Part part(String title, List<Address> all, String... beginnings) {
        return new Part(
                title,
                all.stream()
                        .filter(address -> List.of(beginnings).stream()
                                .anyMatch(beginning -> address.path().startsWith(beginning)))
                        .toList());
    }
}
