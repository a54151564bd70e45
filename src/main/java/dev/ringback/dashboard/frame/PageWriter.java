package dev.ringback.dashboard.frame;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes pages by their templates. Everything that others have written is escaped, and nothing comes from another host. Safe for use by many threads. */
public final class PageWriter {
    /** Allows what comes from this door, and nothing that stands in the page itself. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);

    public PageWriter() {
        templates.setBinaryStaticContent(false);
    }

    /**
     * Answers with a page.
     *
     * @param template below {@code dashboard}, as {@code list}
     * @param view the template's parameter {@code page}
     */
    public void send(Context ctx, String template, Frame frame, Object view) {
        send(ctx, template, Map.of("frame", frame, "page", view));
    }

    /** Answers with the form to sign in, which stands alone. */
    public void signIn(Context ctx, SignInView view) {
        send(ctx, "signin", Map.of("page", view));
    }

    private void send(Context ctx, String template, Map<String, Object> parameters) {
        Utf8ByteOutput html = new Utf8ByteOutput();
        templates.render("dashboard/" + template + ".jte", parameters, html);
        ctx.contentType("text/html; charset=utf-8")
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("Cache-Control", "no-store")
                .result(bytes(html));
    }

    private static byte[] bytes(Utf8ByteOutput html) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(html.getContentLength());
        try {
            html.writeTo(bytes::write);
        } catch (IOException e) {
            throw new UncheckedIOException("write a page to memory", e);
        }
        return bytes.toByteArray();
    }
}
