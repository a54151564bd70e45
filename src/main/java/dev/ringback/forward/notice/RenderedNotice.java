package dev.ringback.forward.notice;

import dev.ringback.forward.group.Notice;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Holds a notice in words for people, before a receiver formats it for its service.
 *
 * @param id the same for every attempt to deliver it, and different for every other
 * @param key the same for all notices of one group: letters and digits, at most 64
 * @param title one line, at most {@value #MAX_TITLE} characters; plain text
 * @param text what the template makes of it: some lines of plain text, of any length, which say all that {@code facts} and {@code examples} say
 * @param labels what all in the group have in common, by the labels' names, and {@code rule}
 * @param fresh how many came since the last notice
 * @param total how many came since it began
 * @param since when the first of them came
 * @param at when the notice became due
 * @param facts what a person needs to know, the most important first
 * @param examples what happened, the newest first
 * @param links where to go on, the most important first
 * @param inOwnWords whether the user has written the template of the text, which is then to be shown instead of facts and examples
 */
public record RenderedNotice(
        String id,
        String key,
        Notice.State state,
        Severity severity,
        String title,
        String text,
        Map<String, String> labels,
        long fresh,
        long total,
        Instant since,
        Instant at,
        List<Fact> facts,
        List<Example> examples,
        List<Link> links,
        boolean inOwnWords) {
    public static final int MAX_TITLE = 200;

    public RenderedNotice {
        labels = Map.copyOf(labels);
        facts = List.copyOf(facts);
        examples = List.copyOf(examples);
        links = List.copyOf(links);
    }

    /** Makes a notice whose text comes from the shipped template. */
    public RenderedNotice(
            String id,
            String key,
            Notice.State state,
            Severity severity,
            String title,
            String text,
            Map<String, String> labels,
            long fresh,
            long total,
            Instant since,
            Instant at,
            List<Fact> facts,
            List<Example> examples,
            List<Link> links) {
        this(id, key, state, severity, title, text, labels, fresh, total, since, at, facts, examples, links, false);
    }

    /** Returns the facts for receivers with a layout of their own; none if the text is to be shown instead. */
    public List<Fact> factsToLayOut() {
        return inOwnWords ? List.of() : facts;
    }

    /** Returns the examples for receivers with a layout of their own; none if the text is to be shown instead. */
    public List<Example> examplesToLayOut() {
        return inOwnWords ? List.of() : examples;
    }

    /** Names the severity of a notice. */
    public enum Severity {
        ERROR,
        WARNING,
        INFO;

        /** Returns the name in lower case, as receivers spell it. */
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Something to know. */
    public record Fact(String name, String value) {}

    /**
     * Something that happened.
     *
     * @param text one line of plain text
     * @param links such as to the timeline; may be empty
     */
    public record Example(String text, List<Link> links) {
        public Example {
            links = List.copyOf(links);
        }
    }

    /** A link with its text. */
    public record Link(String text, URI url) {}

    public boolean isResolved() {
        return state == Notice.State.RESOLVED;
    }
}
