package dev.ringback;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.concurrent.FailedStage;
import dev.ringback.config.Settings;
import dev.ringback.model.Accounts;
import dev.ringback.query.TwilioLists;
import dev.ringback.query.TwilioReads;
import dev.ringback.twilio.callback.ResourceKind;
import dev.ringback.upstream.Product;
import dev.ringback.upstream.Question;
import dev.ringback.upstream.ReadOutcome;
import dev.ringback.upstream.Upstream;
import dev.ringback.upstream.UpstreamAnswer;
import dev.ringback.upstream.UpstreamException;
import dev.ringback.upstream.list.ListRead;
import dev.ringback.upstream.list.ListReadThrough;
import dev.ringback.upstream.list.PageQuestion;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls Twilio by the settings of now, or never where they do not enable it. Safe for use by many threads. */
final class TwilioAccess implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TwilioAccess.class);

    /** How long requests under way have to end after other settings are in use: longer than any patience, which a write may have twice. */
    private static final Duration GRACE = Duration.ofSeconds(130);

    private final Function<Settings, Upstream> factory;
    private final ListReadThrough lists;
    private final ScheduledExecutorService retirement =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.numbered("ringback-upstream-retirement"));
    private @Nullable Settings used;
    private @Nullable Upstream current;

    /**
     * Calls nobody yet.
     *
     * @param factory is asked where the settings enable it
     * @param lists reads pages of lists
     */
    TwilioAccess(Function<Settings, Upstream> factory, ListReadThrough lists) {
        this.factory = factory;
        this.lists = lists;
    }

    /** Takes other settings into use. Requests under way end as they began. */
    synchronized void use(Settings settings) {
        Settings before = used;
        boolean same = before != null
                && before.upstream().equals(settings.upstream())
                && List.copyOf(before.accounts().all())
                        .equals(List.copyOf(settings.accounts().all()));
        used = settings;
        if (same) {
            return;
        }
        Upstream old = current;
        current = settings.upstream().enabled() ? factory.apply(settings) : null;
        if (current != null) {
            log.info("Twilio may be called: {}", settings.upstream().summary());
        }
        if (old != null) {
            var unused = retirement.schedule(() -> close(old), GRACE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Returns the accounts of now. */
    synchronized Accounts accounts() {
        Settings settings = used;
        return settings == null ? new Accounts(List.of()) : settings.accounts();
    }

    /** Returns what calls Twilio now; empty where the settings do not enable it. */
    synchronized Optional<Upstream> current() {
        return Optional.ofNullable(current);
    }

    /** Returns what asks Twilio for the reads of now. */
    synchronized TwilioReads reads() {
        Upstream upstream = current;
        return upstream == null ? TwilioReads.NONE : new Reads(upstream);
    }

    /** Returns what reads pages of lists at Twilio for the reads of now. */
    synchronized TwilioLists lists() {
        Upstream upstream = current;
        return upstream == null ? TwilioLists.NONE : new Lists(upstream, lists);
    }

    /** Lets lists ask. */
    private record Lists(Upstream upstream, ListReadThrough lists) implements TwilioLists {
        @Override
        public boolean reads() {
            return upstream.options().reads().mayAsk();
        }

        @Override
        public Optional<Read> lastRead(TwilioPage page, Duration maxAge) {
            return lists.lastRead(question(page), maxAge).map(Lists::read);
        }

        @Override
        public CompletableFuture<Read> read(TwilioPage page) {
            return lists.read(upstream, question(page)).thenApply(Lists::read);
        }

        private static Read read(ListRead read) {
            return new Read(read.result().reason(), read.sids(), read.next());
        }

        @Override
        public boolean passes() {
            return upstream.options().pass();
        }

        @Override
        public CompletableFuture<PassedOn> pass(TwilioPage page, String externalUrl) {
            return lists.pass(upstream, question(page), externalUrl).thenApply(passed -> {
                UpstreamAnswer answer = passed.answer();
                return new PassedOn(
                        answer == null
                                ? null
                                : new TwilioReads.Passed(answer.status(), answer.headers(), answer.body()),
                        passed.isForTheCaller() ? "" : passed.result().reason(),
                        passed.retryAfter());
            });
        }

        private static PageQuestion question(TwilioPage page) {
            return new PageQuestion(page.accountSid(), page.kind(), page.key(), page.list(), page.query());
        }
    }

    /** Lets the reads ask. */
    private record Reads(Upstream upstream) implements TwilioReads {
        @Override
        public Mode mode() {
            return switch (upstream.options().reads()) {
                case NEVER -> Mode.NEVER;
                case MISSING -> Mode.MISSING;
                case INCOMPLETE -> Mode.INCOMPLETE;
            };
        }

        @Override
        public CompletableFuture<Outcome> ask(
                String accountSid, ResourceKind kind, String path, @Nullable String sid, BooleanSupplier isThere) {
            return upstream.reads()
                    .ask(
                            new Question(accountSid, kind, path, sid),
                            upstream.options().patience(),
                            isThere)
                    .thenApply(Reads::outcome);
        }

        @Override
        public Optional<LastAnswer> lastAnswer(String accountSid, String path) {
            return upstream.reads().lastAnswer(accountSid, path).map(last -> new LastAnswer(last.at(), last.isThere()));
        }

        @Override
        public boolean passes() {
            return upstream.options().pass();
        }

        @Override
        public CompletableFuture<Passed> pass(String accountSid, String target) {
            return upstream.pass()
                    .get(accountSid, Product.API, target, upstream.options().patience())
                    .handle((answer, failure) -> failure == null
                            ? new Passed(answer.status(), answer.headers(), answer.body())
                            : new Passed(isBusy(failure) ? 429 : 503, retryAfter(failure), new byte[0]));
        }

        private static Map<String, String> retryAfter(Throwable failure) {
            Duration retryAfter = UpstreamException.retryAfter(failure);
            return retryAfter == null ? Map.of() : Map.of("retry-after", Long.toString(retryAfter.toSeconds()));
        }

        private static boolean isBusy(Throwable failure) {
            Throwable cause = FailedStage.cause(failure);
            return cause instanceof UpstreamException known && known.reason() == UpstreamException.Reason.BUSY;
        }

        private static Outcome outcome(ReadOutcome read) {
            UpstreamAnswer answer = read.answer();
            int status = switch (read.result()) {
                case STORED -> 200;
                case MISSING -> 404;
                case BUSY -> 429;
                case REFUSED, UNAVAILABLE, DECLINED, UNSAFE -> 503;
            };
            return new Outcome(
                    status,
                    read.result().reason(),
                    read.retryAfter(),
                    read.resource(),
                    answer == null || (answer.status() != 401 && answer.status() != 403)
                            ? null
                            : new Passed(answer.status(), answer.headers(), answer.body()));
        }
    }

    private static void close(Upstream upstream) {
        try {
            upstream.close();
        } catch (IOException leftOpen) {
            log.warn("the connections to Twilio could not be closed", leftOpen);
        }
    }

    @Override
    public synchronized void close() {
        retirement.shutdownNow().forEach(Runnable::run);
        Upstream last = current;
        if (last != null) {
            close(last);
        }
    }
}
