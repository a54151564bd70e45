package dev.ringback.config;

import dev.ringback.outbound.HttpProxy;
import dev.ringback.upstream.Callbacks;
import dev.ringback.upstream.Hydrate;
import dev.ringback.upstream.Reads;
import dev.ringback.upstream.TwilioHosts;
import dev.ringback.upstream.UpstreamOptions;
import dev.ringback.upstream.governor.Ceilings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the part {@code upstream}. Everything wrong with it is added to the problems, under its place in the file. */
final class UpstreamNode {
    static final Set<String> KEYS = Set.of(
            "enabled",
            "reads",
            "pass",
            "writes",
            "callbacks",
            "hydrate",
            "trunk_recordings",
            "max_per_second",
            "max_per_day",
            "max_concurrent",
            "patience",
            "url",
            "edge",
            "region",
            "proxy",
            "status_page");

    /** A place name of Twilio's network, such as {@code dublin} or {@code ie1}. */
    private static final String PLACE_NAME = "[a-z0-9-]{1,32}";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(60);
    private static final Duration SHORTEST_PERIOD = Duration.ofMinutes(5);
    private static final Duration LONGEST_PERIOD = Duration.ofHours(24);

    private final PlacedNode node;
    private final List<String> problems;

    UpstreamNode(PlacedNode node, List<String> problems) {
        this.node = node;
        this.problems = problems;
    }

    /** Reads the options; what is wrong has its default. */
    UpstreamOptions read() {
        if (!node.isMapping()) {
            problems.add("upstream must be a mapping");
            return UpstreamOptions.OFF;
        }
        node.refuseOthers(KEYS, UpstreamFile.NAME, problems);
        boolean works = node.has("reads") || node.has("writes");
        boolean enabled = parsed("enabled", works, UpstreamNode::truth);
        Ceilings byDefault = UpstreamOptions.DEFAULT_CEILINGS;
        return new UpstreamOptions(
                enabled,
                parsed("reads", enabled ? Reads.MISSING : Reads.NEVER, oneOf(Reads.values())),
                parsed("pass", false, UpstreamNode::truth),
                parsed("writes", false, UpstreamNode::truth),
                parsed("callbacks", Callbacks.NONE, oneOf(Callbacks.values())),
                new Ceilings(
                        (int) parsed("max_concurrent", (long) byDefault.maxConcurrent(), number(1_000))
                                .longValue(),
                        (int) parsed("max_per_second", (long) byDefault.maxPerSecond(), number(10_000))
                                .longValue(),
                        parsed("max_per_day", byDefault.maxPerDay(), number(1_000_000_000_000L))),
                parsed("patience", UpstreamOptions.DEFAULT_PATIENCE, UpstreamNode::patience),
                new TwilioHosts(
                        optional("url", UpstreamNode::url).orElse(null),
                        optional("edge", UpstreamNode::placeName).orElse(null),
                        optional("region", UpstreamNode::placeName).orElse(null)),
                optional("proxy", UpstreamNode::proxy).orElse(null),
                parsed("status_page", false, UpstreamNode::truth),
                parsed("hydrate", Hydrate.NONE, oneOf(Hydrate.values())),
                optional("trunk_recordings", UpstreamNode::period).orElse(null));
    }

    private <T> T parsed(String name, T otherwise, Function<String, T> reader) {
        return optional(name, reader).orElse(otherwise);
    }

    private <T> Optional<T> optional(String name, Function<String, T> reader) {
        PlacedNode field = node.field(name).orElse(null);
        if (field == null) {
            return Optional.empty();
        }
        if (!field.isPlain()) {
            problems.add("upstream." + name + " must be a plain value");
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(field.plainText()));
        } catch (IllegalArgumentException wrong) {
            problems.add("upstream." + name + ' ' + wrong.getMessage());
            return Optional.empty();
        }
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    private static <E extends Enum<E>> Function<String, E> oneOf(E[] values) {
        return text -> Arrays.stream(values)
                .filter(value -> name(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(values).map(UpstreamNode::name).collect(Collectors.joining(", "))));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Function<String, Long> number(long most) {
        return text -> {
            if (text.matches("\\d{1,13}")) {
                long number = Long.parseLong(text);
                if (number >= 1 && number <= most) {
                    return number;
                }
            }
            throw new IllegalArgumentException("must be a number from 1 to " + most);
        };
    }

    private static Duration patience(String text) {
        if (text.matches("\\d{1,5}(ms|s)")) {
            Duration patience = text.endsWith("ms")
                    ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                    : Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
            if (!patience.isZero() && patience.compareTo(LONGEST_PATIENCE) <= 0) {
                return patience;
            }
        }
        throw new IllegalArgumentException("must be a time up to 60s, such as 10s or 500ms");
    }

    /** It is looked every five minutes whether something is to be asked. */
    private static Duration period(String text) {
        if (text.matches("\\d{1,4}[mh]")) {
            long number = Long.parseLong(text.substring(0, text.length() - 1));
            Duration period = text.endsWith("m") ? Duration.ofMinutes(number) : Duration.ofHours(number);
            if (period.compareTo(SHORTEST_PERIOD) >= 0 && period.compareTo(LONGEST_PERIOD) <= 0) {
                return period;
            }
        }
        throw new IllegalArgumentException("must be a time from 5m to 24h, such as 15m");
    }

    /** Twilio's credentials are sent there. */
    private static URI url(String text) {
        try {
            URI url = new URI(text);
            boolean isSecure = "https".equalsIgnoreCase(url.getScheme());
            boolean isHere = "http".equalsIgnoreCase(url.getScheme())
                    && LOOPBACK.contains(String.valueOf(url.getHost()).toLowerCase(Locale.ROOT));
            if (url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && (isSecure || isHere)) {
                return url;
            }
        } catch (URISyntaxException wrong) {
            // said below, without the text: it may hold a secret
        }
        throw new IllegalArgumentException(
                "must be an https URL without credentials or query; http is for this machine alone");
    }

    private static String placeName(String text) {
        if (!text.matches(PLACE_NAME)) {
            throw new IllegalArgumentException("must be a name such as dublin or ie1");
        }
        return text;
    }

    private static HttpProxy proxy(String text) {
        return HttpProxy.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("must be http://user:password@host:port"));
    }
}
