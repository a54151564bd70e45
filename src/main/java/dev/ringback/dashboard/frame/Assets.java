package dev.ringback.dashboard.frame;

import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /assets/{file}}: script, style and icons of all pages. They are the same for everybody. Safe for use by many threads. */
public final class Assets implements Handler {
    public static final String PATH = "/assets/{file}";

    private static final Map<String, String> TYPES = Map.of(
            "ringback.css", "text/css; charset=utf-8",
            "ringback.js", "text/javascript; charset=utf-8",
            "icon.svg", "image/svg+xml");

    private static final int VERSION_DIGITS = 12;

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final String version;

    /** Reads all files from the class path. */
    public Assets() {
        MessageDigest digest = sha256();
        TYPES.keySet().stream().sorted().forEach(name -> {
            byte[] content = read(name);
            digest.update(content);
            files.put(name, content);
        });
        version = HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_DIGITS);
    }

    /** Returns what stands in the query of their addresses: it changes with their content, so browsers may keep them for ever. */
    public String version() {
        return version;
    }

    @Override
    public void handle(Context ctx) {
        String name = ctx.pathParam("file");
        byte[] content = files.get(name);
        if (content == null) {
            throw TwilioException.notFound(ctx.path());
        }
        boolean isVersioned = version.equals(ctx.queryParam("v"));
        ctx.contentType(TYPES.get(name))
                .header("Cache-Control", isVersioned ? "public, max-age=31536000, immutable" : "no-cache")
                .header("X-Content-Type-Options", "nosniff")
                .result(content);
    }

    private static byte[] read(String name) {
        try (InputStream file = Assets.class.getResourceAsStream("/web/" + name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is not there");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("read " + name, e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every Java", impossible);
        }
    }
}
