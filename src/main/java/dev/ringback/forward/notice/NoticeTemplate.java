package dev.ringback.forward.notice;

import com.samskivert.mustache.MustacheException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A Mustache template for the title or the text of a notice. It can show what a notice says, with sections over lists, and do nothing else:
 * there are no partials, no code, and neither its length, nor its work, nor what it makes is without limit. Nothing is escaped, as it makes plain
 * text. Safe for use by many threads.
 */
public final class NoticeTemplate {
    /** Longest source, in characters. */
    public static final int MAX_SOURCE = 20_000;

    /** Longest output, in characters; the rest is cut off. */
    public static final int MAX_OUTPUT = 20_000;

    private final String source;

    private NoticeTemplate(String source) {
        this.source = source;
    }

    /**
     * Reads a template and tries it.
     *
     * @throws IllegalArgumentException when it is broken, or names a variable that does not exist; with the line
     */
    public static NoticeTemplate compile(String source) {
        if (source.length() > MAX_SOURCE) {
            throw new IllegalArgumentException("must not be longer than " + MAX_SOURCE + " characters");
        }
        NoticeTemplate template = new NoticeTemplate(source);
        new TemplateCheck(source, MAX_OUTPUT).run();
        return template;
    }

    /** The one for titles that comes with Ringback. */
    public static NoticeTemplate shippedTitle() {
        return shipped("title.mustache");
    }

    /** The one for texts that comes with Ringback: all facts, examples and links. */
    public static NoticeTemplate shippedText() {
        return shipped("text.mustache");
    }

    private static NoticeTemplate shipped(String name) {
        try (InputStream file = NoticeTemplate.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is not there");
            }
            return compile(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("read " + name, e);
        }
    }

    /**
     * Renders at most {@value #MAX_OUTPUT} characters. Errors end the text without an exception, so that a notice goes out in any case; they
     * were reported when the template was compiled.
     */
    String render(Map<String, Object> variables) {
        LimitedWriter out = new LimitedWriter(MAX_OUTPUT);
        try {
            TemplateCompiler.lenient(source).execute(variables, out);
        } catch (LimitReachedException | MustacheException end) {
            return out.toString();
        }
        return out.toString();
    }
}
