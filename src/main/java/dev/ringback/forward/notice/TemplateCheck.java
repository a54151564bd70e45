package dev.ringback.forward.notice;

import com.samskivert.mustache.Mustache.Visitor;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import dev.ringback.forward.group.Notice;
import dev.ringback.forward.rule.Label;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tries a template with notices of every kind, so that what is wrong is found before the first notice. */
final class TemplateCheck {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Set<String> POSITIONS = Set.of("-first", "-last", "-index");

    private static final NoticeLinks LINKS = new NoticeLinks() {
        @Override
        public Optional<URI> timeline(String sid) {
            return Optional.of(URI.create("https://ringback.example/timeline"));
        }

        @Override
        public Optional<URI> silence(String rule, Map<Label, String> labels) {
            return Optional.of(URI.create("https://ringback.example/silence"));
        }
    };

    private static final List<Map<String, Object>> SAMPLES = Stream.of(
                    SampleNotices.notice(NOW, Notice.State.FIRING),
                    SampleNotices.notice(NOW, Notice.State.RESOLVED),
                    SampleNotices.bare(NOW))
            .map(notice -> NoticeVariables.of(NoticeContent.of(notice, ErrorCatalogue.shipped(), LINKS)))
            .toList();

    private static final Set<String> NAMES =
            SAMPLES.stream().flatMap(NoticeVariables::names).collect(Collectors.toCollection(TreeSet::new));

    private final String source;
    private final int maxOutput;

    /** Checks a source that makes at most so many characters of a small notice. */
    TemplateCheck(String source, int maxOutput) {
        this.source = source;
        this.maxOutput = maxOutput;
    }

    /**
     * Tries it.
     *
     * @throws IllegalArgumentException with the line, when something is wrong
     */
    void run() {
        try {
            compiled().visit(new Names());
            SAMPLES.forEach(this::render);
        } catch (MustacheException.Context missing) {
            throw new IllegalArgumentException(
                    "line %d: '%s' means nothing here".formatted(missing.lineNo, missing.key), missing);
        } catch (MustacheException broken) {
            throw new IllegalArgumentException(described(String.valueOf(broken.getMessage())), broken);
        }
    }

    private Template compiled() {
        try {
            return TemplateCompiler.strict(source);
        } catch (StringIndexOutOfBoundsException nameless) {
            throw new IllegalArgumentException("line %d: a tag is empty".formatted(lineOf("{{}}")), nameless);
        }
    }

    private void render(Map<String, Object> sample) {
        try {
            compiled().execute(sample, new LimitedWriter(maxOutput));
        } catch (LimitReachedException tooMuch) {
            throw new IllegalArgumentException(
                    "makes more than " + maxOutput + " characters of a small notice", tooMuch);
        }
    }

    /** The library has the line at the end. */
    private static String described(String message) {
        int line = message.lastIndexOf(" @ line ");
        return line < 0 ? message : message.substring(line + 3) + ": " + message.substring(0, line);
    }

    private int lineOf(String text) {
        int at = source.indexOf(text);
        return 1
                + (int) source.substring(0, Math.max(at, 0))
                        .chars()
                        .filter(character -> character == '\n')
                        .count();
    }

    /** Looks at all names, also of sections that no sample shows. */
    private final class Names implements Visitor {
        @Override
        public void visitText(String text) {
            if (text.contains("{{")) {
                throw new IllegalArgumentException("line %d: a tag is not closed".formatted(lineOf(text.strip())));
            }
        }

        @Override
        public void visitVariable(String name) {
            if (!NAMES.contains(name) && !POSITIONS.contains(name)) {
                throw new IllegalArgumentException("line %d: knows no variable '%s'; there are %s"
                        .formatted(lineOf(name), name, String.join(", ", NAMES)));
            }
        }

        @Override
        public boolean visitInclude(String name) {
            throw new IllegalArgumentException("line %d: other templates cannot be included".formatted(lineOf(name)));
        }

        @Override
        public boolean visitParent(String name) {
            return visitInclude(name);
        }

        @Override
        public boolean visitBlock(String name) {
            return true;
        }

        @Override
        public boolean visitSection(String name) {
            visitVariable(name);
            return true;
        }

        @Override
        public boolean visitInvertedSection(String name) {
            visitVariable(name);
            return true;
        }
    }
}
