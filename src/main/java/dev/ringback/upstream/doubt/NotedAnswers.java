package dev.ringback.upstream.doubt;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.model.Call;
import dev.ringback.model.Conference;
import dev.ringback.model.Entry;
import dev.ringback.model.Message;
import dev.ringback.model.Recording;
import dev.ringback.model.Resource;
import dev.ringback.model.Transcription;
import dev.ringback.storage.DoubtStore;
import dev.ringback.storage.DoubtStore.Answered;
import dev.ringback.storage.StorageException;
import dev.ringback.upstream.AnswerSink;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores answers of Twilio, and notes which resources it has named without a final state: these are not in doubt until something newer is heard of
 * them. Safe for use by many threads.
 */
public final class NotedAnswers implements AnswerSink, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NotedAnswers.class);

    private final AnswerSink sink;
    private final DoubtStore doubts;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> DaemonThreads.create("ringback-noted-answers", task));

    /** @param sink stores the answers */
    public NotedAnswers(AnswerSink sink, DoubtStore doubts) {
        this.sink = sink;
        this.doubts = doubts;
    }

    @Override
    public CompletableFuture<Void> store(List<Entry> entries) {
        List<Answered> open = entries.stream()
                .flatMap(entry -> entry.resources().stream())
                .filter(OpenState::isOpen)
                .flatMap(resource -> answered(resource).stream())
                .toList();
        CompletableFuture<Void> stored = sink.store(entries);
        return open.isEmpty() ? stored : stored.thenRunAsync(() -> note(open), thread);
    }

    private static Optional<Answered> answered(Resource resource) {
        String sid = sid(resource);
        return sid == null
                ? Optional.empty()
                : Optional.of(new Answered(resource.accountSid(), sid, resource.lastReceivedAt()));
    }

    private static @Nullable String sid(Resource resource) {
        if (resource instanceof Message message) {
            return message.sid();
        }
        if (resource instanceof Call call) {
            return call.sid();
        }
        if (resource instanceof Recording recording) {
            return recording.sid();
        }
        if (resource instanceof Transcription transcription) {
            return transcription.sid();
        }
        return resource instanceof Conference conference ? conference.sid() : null;
    }

    /** What is not noted is asked for once more. */
    private void note(List<Answered> open) {
        try {
            doubts.answered(open);
        } catch (StorageException unavailable) {
            log.debug("what Twilio has answered could not be noted: {}", unavailable.getMessage());
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
