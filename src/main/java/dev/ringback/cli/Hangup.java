package dev.ringback.cli;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for SIGHUP, by which programs are told to read their settings again. Left alone, the JVM would stop at it. */
final class Hangup {
    private static final Logger log = LoggerFactory.getLogger(Hangup.class);

    private Hangup() {}

    /**
     * Runs an action at each SIGHUP, in a thread of its own. Where there is no such signal, or it is ignored as under {@code nohup}, nothing
     * happens.
     */
    static void listen(Runnable action) {
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
            log.debug("there is no SIGHUP here", unknown);
        }
    }
}
