package dev.ringback.storage;

import dev.ringback.model.Answered;
import dev.ringback.model.Call;
import dev.ringback.model.Certainty;
import dev.ringback.model.Erasure;
import dev.ringback.model.EventSource;
import dev.ringback.model.Media;
import dev.ringback.model.Participant;
import dev.ringback.model.Progress;
import dev.ringback.model.Resource;
import dev.ringback.storage.jdbi.mirror.Mirror;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Random resources of every kind, as events might make them: few SIDs, few values and many gaps, so that they meet, agree and contradict.
 *
 * <p>Records are filled by their components, so a field added to one is tested from that moment on.
 */
final class TestResources {
    private static final List<Class<? extends Resource>> KINDS = Mirror.kinds();

    private final Random random;
    private final String accountSid;

    TestResources(Random random, String accountSid) {
        this.random = random;
        this.accountSid = accountSid;
    }

    /** What that many events say, kinds in turn. */
    List<Resource> said(int count) {
        List<Resource> said = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            said.add(create(KINDS.get(i % KINDS.size())));
        }
        return said;
    }

    /** The same row of another account. */
    static Resource ofAccount(String accountSid, Resource resource) {
        return create(
                resource.getClass(),
                component -> component.getName().equals("accountSid") ? accountSid : read(component, resource));
    }

    private <R> R create(Class<R> kind) {
        return create(kind, component -> value(component, kind));
    }

    private @Nullable Object value(RecordComponent component, Class<?> kind) {
        Class<?> type = component.getType();
        if (component.getName().equals("accountSid")) {
            return accountSid;
        } else if (isKey(component, kind)) {
            // a parent is named by the same text as by itself
            String name = component.getName().equals("callSid") ? "callSid" : "sid";
            return name + random.nextInt(5);
        } else if (type == Progress.class) {
            return new Progress(random.nextInt(3), status(kind), oneOf(EventSource.values()));
        } else if (type == Participant.Flags.class) {
            return create(Participant.Flags.class);
        } else if (type == Call.Certainties.class) {
            return create(Call.Certainties.class);
        } else if (type == Answered.class) {
            return answered(kind);
        } else if (type == Certainty.class) {
            return oneOf(Certainty.values());
        } else if (type == boolean.class) {
            return random.nextBoolean();
        } else if (type == long.class) {
            return (long) random.nextInt(3);
        } else if (type == Instant.class && isAlwaysKnown(component)) {
            return TestEntries.START.plusMillis(random.nextInt(4));
        }
        return random.nextInt(3) == 0 ? null : known(type);
    }

    /** Most are told by callbacks, some by answers, few of which tell of deletions. */
    private Answered answered(Class<?> kind) {
        if (random.nextInt(3) > 0) {
            return Answered.NONE;
        }
        Set<String> nulls =
                nullable(kind).stream().filter(name -> random.nextInt(4) == 0).collect(Collectors.toSet());
        Erasure erasure = random.nextInt(6) == 0 ? oneOf(Erasure.BODY, Erasure.BODY, Erasure.RESOURCE) : Erasure.NONE;
        return new Answered(
                TestEntries.START.plusMillis(random.nextInt(4)),
                oneOf(Certainty.values()),
                oneOf(Certainty.values()),
                nulls,
                erasure);
    }

    /** The fields of a kind that can be known to be null; those of kinds without any have none. */
    @SuppressWarnings("unchecked")
    private static List<String> nullable(Class<?> kind) {
        try {
            return (List<String>) kind.getField("NULLABLE").get(null);
        } catch (NoSuchFieldException none) {
            return List.of();
        } catch (IllegalAccessException e) {
            throw new LinkageError("read what of " + kind + " can be null", e);
        }
    }

    private Object known(Class<?> type) {
        if (type == String.class) {
            return oneOf("a", "B", "ä", "🙂", "10", "9", "unknown");
        } else if (type == Integer.class) {
            return oneOf(9, 10, 30003);
        } else if (type == Duration.class) {
            return Duration.ofSeconds(random.nextInt(3));
        } else if (type == Instant.class) {
            return TestEntries.START.plusMillis(random.nextInt(4));
        }
        throw new IllegalArgumentException("no values for " + type);
    }

    /** Participants stay connected and conferences run, so that the interfaces show them. */
    private String status(Class<?> kind) {
        return kind == Participant.class ? "connected" : oneOf("sent", "delivered", "undelivered");
    }

    private static boolean isKey(RecordComponent component, Class<?> kind) {
        return switch (component.getName()) {
            case "sid" -> true;
            case "messageSid" -> kind == Media.class;
            case "conferenceSid" -> kind == Participant.class;
            case "callSid" -> kind == Participant.class;
            default -> false;
        };
    }

    private static boolean isAlwaysKnown(RecordComponent component) {
        return List.of("dateCreated", "dateUpdated", "lastReceivedAt").contains(component.getName());
    }

    @SafeVarargs
    private <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    private interface Filling {
        @Nullable
        Object of(RecordComponent component);
    }

    private static <R> R create(Class<R> kind, Filling filling) {
        RecordComponent[] components = kind.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components).map(filling::of).toArray();
        try {
            return kind.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("create " + kind, e);
        }
    }

    private static Object read(RecordComponent component, Object from) {
        try {
            return component.getAccessor().invoke(from);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("read " + component, e);
        }
    }
}
