import com.twilio.base.Reader;
import java.lang.reflect.Method;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Optional;

/** Dates of the library, whose types are those of Joda-Time up to version 7 and Java's own from version 8 on. */
final class Times {
    private Times() {}

    /** Calls a setter that takes a moment or a day, with whatever type the library has for it. */
    static <R extends Reader<?>> R set(R reader, String setter, Instant moment) throws Exception {
        Method method = setter(reader, setter).orElseThrow(() -> new AssertionError("there is no " + setter));
        method.invoke(reader, as(method.getParameterTypes()[0], moment));
        return reader;
    }

    /** Restricts a list to what lies between two moments: by two setters, or by the one for a range that older versions have. */
    static <R extends Reader<?>> R between(R reader, String setter, Instant after, Instant before) throws Exception {
        if (setter(reader, setter + "After").isPresent()) {
            return set(set(reader, setter + "After", after), setter + "Before", before);
        }
        Class<?> range = Class.forName("com.google.common.collect.Range");
        Class<?> dateTime = Class.forName("org.joda.time.DateTime");
        Object open = range.getMethod("open", Comparable.class, Comparable.class)
                .invoke(null, as(dateTime, after), as(dateTime, before));
        reader.getClass().getMethod(setter, range).invoke(reader, open);
        return reader;
    }

    /** The moment that a date of the library stands for. */
    static Instant instant(Object date) throws Exception {
        if (date instanceof ZonedDateTime zoned) {
            return zoned.toInstant();
        }
        return Instant.ofEpochMilli((Long) date.getClass().getMethod("getMillis").invoke(date));
    }

    private static Optional<Method> setter(Reader<?> reader, String name) {
        return Arrays.stream(reader.getClass().getMethods())
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == 1)
                .filter(method -> method.getParameterTypes()[0].getPackageName().endsWith(".time"))
                .findFirst();
    }

    private static Object as(Class<?> type, Instant moment) throws Exception {
        String day = LocalDate.ofInstant(moment, ZoneOffset.UTC).toString();
        switch (type.getName()) {
            case "java.time.ZonedDateTime":
                return moment.atZone(ZoneOffset.UTC);
            case "java.time.LocalDate":
                return LocalDate.parse(day);
            case "org.joda.time.DateTime":
                return type.getConstructor(long.class).newInstance(moment.toEpochMilli());
            case "org.joda.time.LocalDate":
                return type.getMethod("parse", String.class).invoke(null, day);
            default:
                throw new AssertionError("unknown type of a date: " + type);
        }
    }
}
