package dev.ringback.cli;

import dev.ringback.concurrent.DaemonThreads;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for SIGHUP, by which programs are told to read their settings again. Left alone, the JVM would stop at it. */
public final class Hangup {
    /** Runs at each signal; null while nobody listens, and then a signal is remembered. */
    private static final AtomicReference<@Nullable Runnable> ACTION = new AtomicReference<>();

    private static final AtomicBoolean REMEMBERED = new AtomicBoolean();
    private static final AtomicBoolean INSTALLED = new AtomicBoolean();

    private Hangup() {}

    /** Remembers a SIGHUP that comes before somebody {@linkplain #listen listens}, instead of stopping at it. For the first thing that a server does. */
    public static void remember() {
        if (!INSTALLED.getAndSet(true)) {
            install(() -> {
                Runnable action = ACTION.get();
                if (action == null) {
                    REMEMBERED.set(true);
                } else {
                    action.run();
                }
            });
        }
    }

    /**
     * Runs an action at each SIGHUP, in a thread of its own, and once for those that are remembered. Where there is no such signal, or it is ignored as under {@code nohup}, nothing
     * happens.
     */
    static void listen(Runnable action) {
        ACTION.set(action);
        remember();
        if (REMEMBERED.getAndSet(false)) {
            DaemonThreads.create("ringback-hangup", action).start();
        }
    }

    private static void install(Runnable action) {
        try {
            // By reflection: the JDK has no other way to signals, and its compiler warns about this one whoever uses it
            // by name.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object listener = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), listener);
        } catch (ReflectiveOperationException unknown) {
            // Not before: making the first logger takes a good part of a start, during which a signal would still end
            // it.
            Logger log = LoggerFactory.getLogger(Hangup.class);
            log.debug("there is no SIGHUP here", unknown);
        }
    }
}
