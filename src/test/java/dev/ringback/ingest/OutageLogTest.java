package dev.ringback.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ringback.storage.StorageUnavailableException;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OutageLogTest {
    @Test
    void anOutageIsTwoLinesHoweverOftenItIsTried() {
        Logger logger = (Logger) LoggerFactory.getLogger(OutageLogTest.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        OutageLog outages = new OutageLog(logger);

        outages.succeeded();
        for (int i = 0; i < 100; i++) {
            outages.failed(7, new StorageUnavailableException("append 1 events: no route to host"));
        }
        outages.succeeded();
        outages.succeeded();

        assertThat(lines.list)
                .extracting(line -> line.getLevel() + " " + line.getFormattedMessage())
                .containsExactly(
                        "ERROR cannot write the database, holding 7 requests: append 1 events: no route to host",
                        "WARN the database can be written again, after 0 s");
    }
}
