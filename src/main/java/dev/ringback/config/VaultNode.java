package dev.ringback.config;

import dev.ringback.forward.rule.Timespan;
import dev.ringback.model.Hours;
import dev.ringback.vault.TwilioRetention;
import dev.ringback.vault.VaultOptions;
import dev.ringback.vault.store.s3.S3Options;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the part {@code vault}. Everything wrong with it is added to the problems of its file. */
final class VaultNode {
    static final Set<String> KEYS = Set.of(
            "folder",
            "s3",
            "formats",
            "delete_after",
            "delete_hours",
            "delete_rate",
            "retention",
            "retention_at_twilio",
            "max_concurrent",
            "redirect_hosts");

    static final Set<String> AT_TWILIO = Set.of("message_bodies", "messages", "calls");

    private static final Duration SHORTEST_RETENTION = Duration.ofDays(1);
    private static final int MOST_CONCURRENT = 50;

    private static final String HOST = "(\\*\\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+\\]";

    private final PlacedNode node;
    private final Path file;

    /** @param file in which the node stands */
    VaultNode(PlacedNode node, Path file) {
        this.node = node;
        this.file = file;
    }

    /** Reads the options; what is wrong has its default. */
    VaultOptions read() {
        if (!node.isMappingOf(KEYS)) {
            return VaultOptions.OFF;
        }
        Path folder = node.field("folder")
                .flatMap(field -> field.parsed(VaultNode::path))
                .orElse(null);
        S3Options s3 = node.field("s3")
                .flatMap(field -> new BucketNode(field, file).read())
                .orElse(null);
        if (node.has("folder") == node.has("s3")) {
            node.problem(
                    node.has("s3")
                            ? "has both a folder and s3: content is kept in one place"
                            : "has no folder and no s3");
        }
        return new VaultOptions(
                folder,
                s3,
                formats(),
                duration(node, "delete_after"),
                hours(),
                node.parsed("delete_rate", VaultOptions.DEFAULT_DELETE_PAUSE, VaultNode::pause),
                retention(),
                atTwilio(),
                node.parsed("max_concurrent", VaultOptions.DEFAULT_MAX_CONCURRENT, VaultNode::concurrency),
                redirectHosts());
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException wrong) {
            throw new IllegalArgumentException("is no path", wrong);
        }
    }

    private Set<String> formats() {
        Set<String> formats = new TreeSet<>();
        node.field("formats")
                .ifPresent(list -> list.list()
                        .forEach(item -> item.parsed(VaultNode::format).ifPresent(formats::add)));
        return formats.isEmpty() ? VaultOptions.DEFAULT_FORMATS : formats;
    }

    private static String format(String text) {
        if (!text.equals(VaultOptions.WAV) && !text.equals(VaultOptions.MP3)) {
            throw new IllegalArgumentException("must be wav or mp3");
        }
        return text;
    }

    private static @Nullable Duration duration(PlacedNode parent, String name) {
        return parent.field(name)
                .flatMap(field -> field.parsed(Timespan::parse))
                .orElse(null);
    }

    /** It deletes what may be nowhere else. */
    private @Nullable Duration retention() {
        Duration retention = duration(node, "retention");
        Duration deleteAfter = duration(node, "delete_after");
        Optional<PlacedNode> field = node.field("retention");
        if (retention != null && retention.compareTo(SHORTEST_RETENTION) < 0) {
            field.ifPresent(found -> found.problem("must be a day or longer: it deletes what may be nowhere else"));
            return null;
        }
        if (retention != null && deleteAfter != null && retention.compareTo(deleteAfter) <= 0) {
            field.ifPresent(
                    found -> found.problem("must be longer than delete_after, or nothing is left to be read back"));
            return null;
        }
        return retention;
    }

    private @Nullable Hours hours() {
        return node.field("delete_hours")
                .flatMap(field -> new HoursNode(field).read())
                .orElse(null);
    }

    /** {@code 1/s}, {@code 10/m}, {@code 500/h}. */
    private static Duration pause(String text) {
        if (!text.matches("[1-9]\\d{0,5}/[smh]")) {
            throw new IllegalArgumentException("must be a number of deletions in a time, such as 1/s, 10/m or 500/h");
        }
        int slash = text.indexOf('/');
        Duration time = switch (text.charAt(slash + 1)) {
            case 's' -> Duration.ofSeconds(1);
            case 'm' -> Duration.ofMinutes(1);
            default -> Duration.ofHours(1);
        };
        return time.dividedBy(Long.parseLong(text.substring(0, slash)));
    }

    private static int concurrency(String text) {
        if (!text.matches("[1-9]\\d?") || Integer.parseInt(text) > MOST_CONCURRENT) {
            throw new IllegalArgumentException("must be a number from 1 to " + MOST_CONCURRENT);
        }
        return Integer.parseInt(text);
    }

    private TwilioRetention atTwilio() {
        return node.field("retention_at_twilio")
                .filter(field -> field.isMappingOf(AT_TWILIO))
                .map(field -> new TwilioRetention(
                        duration(field, "message_bodies"), duration(field, "messages"), duration(field, "calls")))
                .orElse(TwilioRetention.NONE);
    }

    private List<String> redirectHosts() {
        return node.field("redirect_hosts").map(PlacedNode::list).orElse(List.of()).stream()
                .flatMap(item -> item.parsed(VaultNode::host).stream())
                .toList();
    }

    private static String host(String text) {
        String host = text.toLowerCase(Locale.ROOT);
        if (!host.matches(HOST)) {
            throw new IllegalArgumentException("must be a host, such as media.example.com or *.example.com");
        }
        return host;
    }
}
