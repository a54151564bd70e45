package dev.ringback.cli;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.ringback.config.Setting;

/**
 * Sets up the log: one line each, on standard error, in UTC. Found by Logback as a service.
 *
 * <p>In code rather than in a {@code logback.xml}, because reading XML would take a tenth of the time to start. Who wants a file of his own
 * names it in the system property {@code logback.configurationFile}.
 */
public final class LogToStandardError extends ContextAwareBase implements Configurator {
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level %logger{0} - %msg%n";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        ConsoleAppender<ILoggingEvent> standardError = new ConsoleAppender<>();
        standardError.setContext(context);
        standardError.setTarget("System.err");
        standardError.setEncoder(encoder);
        standardError.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        // The libraries speak only when something is wrong; left to itself Jetty logs every byte.
        root.setLevel(Level.WARN);
        root.addAppender(standardError);
        // It warns of each connection that broke, with a stack; what that leads to is logged where it is felt.
        context.getLogger("com.zaxxer.hikari").setLevel(Level.ERROR);
        // What is no level has been refused with the other settings
        context.getLogger("dev.ringback")
                .setLevel(Level.toLevel(System.getenv(Setting.LOG_LEVEL.variable()), Level.INFO));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
