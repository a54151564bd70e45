package dev.ringback.config;

import dev.ringback.model.Hours;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Hours of a week: <code>{days: [mon-fri], from: "09:00", to: "17:00", zone: Europe/Berlin}</code>. */
final class HoursNode {
    static final Set<String> FIELDS = Set.of("days", "from", "to", "zone");

    private final PlacedNode node;

    HoursNode(PlacedNode node) {
        this.node = node;
    }

    /** Reads the hours, and adds what is wrong to the problems; empty if too much is wrong. */
    Optional<Hours> read() {
        if (!node.isMappingOf(FIELDS)) {
            return Optional.empty();
        }
        if (node.field("zone").isEmpty()) {
            node.problem("has no zone, such as Europe/Berlin");
            return Optional.empty();
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        node.field("days")
                .ifPresentOrElse(
                        list -> list.list()
                                .forEach(day -> day.parsed(HoursNode::days).ifPresent(days::addAll)),
                        () -> days.addAll(EnumSet.allOf(DayOfWeek.class)));
        return Optional.of(new Hours(
                days,
                node.parsed("from", LocalTime.MIDNIGHT, HoursNode::time),
                node.parsed("to", LocalTime.MIDNIGHT, HoursNode::time),
                node.parsed("zone", ZoneId.of("UTC"), HoursNode::zone)));
    }

    /** {@code mon}, or {@code mon-fri}. */
    private static Set<DayOfWeek> days(String text) {
        List<DayOfWeek> ends =
                Arrays.stream(text.split("-", -1)).map(HoursNode::day).toList();
        if (ends.size() > 2) {
            throw new IllegalArgumentException("must be a day, or two with a hyphen between: mon-fri");
        }
        Set<DayOfWeek> days = EnumSet.of(ends.get(0));
        for (DayOfWeek day = ends.get(0); day != ends.get(ends.size() - 1); day = day.plus(1)) {
            days.add(day.plus(1));
        }
        return days;
    }

    private static DayOfWeek day(String text) {
        String name = text.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> name.length() >= 3 && day.name().startsWith(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is no day: write mon, tue, wed, thu, fri, sat, sun"));
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text.strip());
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException("is no time of day: write it like 09:00, in quotes", wrong);
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text.strip());
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException("is no time zone: write it like Europe/Berlin", wrong);
        }
    }
}
