package dev.ringback.upstream.governor;

import dev.ringback.storage.AccountBudget;
import dev.ringback.storage.BudgetStore;
import dev.ringback.storage.StorageException;
import dev.ringback.upstream.governor.NoTurnException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the requests of one account to Twilio when it is their turn: within the share of the budget that this node has, the most urgent lane
 * first, and again after a 429 while the patience of a request lasts. Safe for use by many threads; nobody waits in it.
 */
public final class Governor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Governor.class);

    /** A share is renewed no sooner, so that it grows step by step. */
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(200);

    private static final Duration IDLE = Duration.ofSeconds(1);

    private final String accountSid;
    private final String credentials;
    private final String node;
    private final Ceilings ceilings;
    private final BudgetStore budgets;
    private final Executor workers;
    private final ScheduledExecutorService timer;
    private final Backoff backoff;

    private final WaitingRequests waiting = new WaitingRequests();
    private final RoundTrips roundTrips = new RoundTrips();
    private final Pace pace;
    private Share share = Share.NONE;
    private long allowance;
    private long renewedAt;
    private boolean renewing;
    private boolean wakes;
    private boolean closed;
    private int underWay;
    private boolean refused;
    private boolean wasFull;
    private int busiest;
    private boolean lacksDatabase;

    /**
     * Creates a governor that has no share yet.
     *
     * @param credentials a fingerprint of those of the account
     * @param node different for each node and each start
     * @param workers have as many threads as requests are under way
     * @param timer wakes it; its tasks are short
     */
    public Governor(
            String accountSid,
            String credentials,
            String node,
            Ceilings ceilings,
            BudgetStore budgets,
            Executor workers,
            ScheduledExecutorService timer,
            Backoff backoff) {
        this.accountSid = accountSid;
        this.credentials = credentials;
        this.node = node;
        this.ceilings = ceilings;
        this.budgets = budgets;
        this.workers = workers;
        this.timer = timer;
        this.backoff = backoff;
        this.pace = new Pace(ceilings.maxPerSecond(), System.nanoTime());
    }

    /**
     * Sends a request when it is its turn.
     *
     * @param patience for waiting and all attempts together
     * @return completes with the last answer, in a thread of the workers; with a {@link NoTurnException} where it was never sent
     */
    public <T> CompletableFuture<T> submit(Lane lane, Duration patience, Call<T> call) {
        return submit(new QueuedRequest<>(lane, System.nanoTime() + patience.toNanos(), call), patience, false);
    }

    /**
     * Sends a request before all others of its lane that wait.
     *
     * @param patience for waiting and all attempts together
     * @return completes as that of {@link #submit} does
     */
    public <T> CompletableFuture<T> submitFirst(Lane lane, Duration patience, Call<T> call) {
        return submit(new QueuedRequest<>(lane, System.nanoTime() + patience.toNanos(), call), patience, true);
    }

    private <T> CompletableFuture<T> submit(QueuedRequest<T> request, Duration patience, boolean isFirst) {
        synchronized (this) {
            if (closed) {
                return CompletableFuture.failedFuture(new NoTurnException(Reason.CLOSED));
            }
            if (isFirst) {
                waiting.addFirst(request);
            } else {
                waiting.add(request);
            }
        }
        Runnable forget = after(patience.toNanos(), () -> expire(request));
        // A large answer would stay in memory until the patience ends.
        CompletableFuture<T> unused = request.answer().whenComplete((answer, failure) -> forget.run());
        pump();
        return request.answer();
    }

    /** Stops everything for this account, on all nodes: Twilio refuses the credentials. */
    public void stop(int status, Duration pause) {
        try {
            AccountBudget budget = budgets.change(
                    accountSid,
                    (before, now) -> before.withStop(new AccountBudget.Stop(status, credentials, now.plus(pause))));
            synchronized (this) {
                share = share.stoppedBy(budget.stop());
            }
        } catch (StorageException unavailable) {
            log.warn("the refusal of the credentials of {} could not be noted", accountSid, unavailable);
        }
        pump();
    }

    private void expire(QueuedRequest<?> request) {
        synchronized (this) {
            if (!waiting.remove(request)) {
                return;
            }
        }
        request.refuse(Reason.NO_TURN);
    }

    /** Starts what may be started now, and sees to it that it is called again when more may be. */
    private void pump() {
        List<QueuedRequest<?>> started = new ArrayList<>();
        List<QueuedRequest<?>> refusedNow = List.of();
        Reason why = Reason.NO_TURN;
        synchronized (this) {
            if (closed || renewing) {
                return;
            }
            long now = System.nanoTime();
            if (waiting.isEmpty()) {
                if (underWay == 0 && hasShare()) {
                    after(IDLE.toNanos(), this::giveBackIfIdle);
                }
            } else if (isOver(now)) {
                renew();
                return;
            } else if (isStopped()) {
                why = Reason.STOPPED;
                refusedNow = waiting.takeAll();
            } else if (share.allowance() == 0) {
                why = Reason.DAY_IS_USED;
                refusedNow = waiting.takeAll();
            } else {
                start(now, started);
            }
            boolean grows = wasFull && now - renewedAt > STEP;
            if ((refused || grows) && !renewing) {
                renew();
            } else if (!waiting.isEmpty() && !renewing) {
                wake(STEP);
            }
        }
        for (QueuedRequest<?> request : refusedNow) {
            request.refuse(why);
        }
        for (QueuedRequest<?> request : started) {
            workers.execute(() -> run(request));
        }
    }

    private boolean hasShare() {
        return !share.lasts().isZero();
    }

    private boolean isOver(long now) {
        return !hasShare() || now - renewedAt > share.lasts().toNanos() || (allowance == 0 && share.allowance() > 0);
    }

    private boolean isStopped() {
        AccountBudget.Stop stop = share.stop();
        return stop != null && stop.credentials().equals(credentials);
    }

    private void start(long now, List<QueuedRequest<?>> started) {
        for (QueuedRequest<?> next = waiting.first(); next != null; next = waiting.first()) {
            int places = next.lane().isBackground() ? Math.max(1, share.concurrent() - 1) : share.concurrent();
            if (underWay >= Math.min(places, share.concurrent())) {
                wasFull |= underWay > 0;
                return;
            }
            if (allowance == 0) {
                renew();
                return;
            }
            long wait = pace.take(now);
            if (wait > 0) {
                wake(wait);
                return;
            }
            waiting.remove(next);
            next.sentUnder(share.version());
            underWay++;
            allowance--;
            started.add(next);
        }
    }

    /** Does something later, and returns what makes it unnecessary; after the server has stopped nothing is left to do. */
    private Runnable after(long nanos, Runnable task) {
        try {
            ScheduledFuture<?> later = timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
            return () -> later.cancel(false);
        } catch (RejectedExecutionException stopped) {
            log.debug("the server has stopped", stopped);
            return () -> {};
        }
    }

    private void wake(long nanos) {
        if (!wakes) {
            wakes = true;
            after(nanos, () -> {
                synchronized (this) {
                    wakes = false;
                }
                pump();
            });
        }
    }

    private <T> void run(QueuedRequest<T> request) {
        long begun = System.nanoTime();
        Attempt<T> attempt;
        try {
            attempt = request.send(begun);
        } catch (RuntimeException | Error defect) {
            synchronized (this) {
                underWay--;
            }
            request.answer().completeExceptionally(defect);
            pump();
            return;
        }
        long now = System.nanoTime();
        synchronized (this) {
            underWay--;
            busiest = Math.max(busiest, attempt.concurrent());
            if (attempt.isRefused()) {
                lower(request);
            } else {
                Duration took = attempt.took();
                roundTrips.add(took == null ? now - begun : took.toNanos());
            }
        }
        Duration delay = attempt.mayRepeat() ? delay(attempt, request.attempts()) : Duration.ZERO;
        if (attempt.mayRepeat() && now + delay.toNanos() < request.end()) {
            request.note(attempt.value());
            after(delay.toNanos(), () -> again(request));
        } else {
            request.answer().complete(attempt.value());
        }
        pump();
    }

    /** Sends fewer at once from now on: until all nodes know of the refusal, many more would be refused. */
    private void lower(QueuedRequest<?> request) {
        if (!refused && request.version() == share.version()) {
            refused = true;
            share = share.lowered();
        }
    }

    private Duration delay(Attempt<?> attempt, int attempts) {
        Duration chosen = backoff.after(attempts);
        Duration asked = attempt.asked();
        return asked == null ? chosen : asked.plus(chosen.dividedBy(4));
    }

    private void again(QueuedRequest<?> request) {
        synchronized (this) {
            if (!closed) {
                waiting.addFirst(request);
            }
        }
        if (request.end() - System.nanoTime() <= 0) {
            expire(request);
        }
        pump();
    }

    /** Starts nothing meanwhile, so that what is left of the old share is known. */
    private void renew() {
        renewing = true;
        workers.execute(this::renewShare);
    }

    private void renewShare() {
        Usage usage;
        long unused;
        synchronized (this) {
            usage = new Usage(refused, wasFull, roundTrips.wereSlow(), busiest);
            unused = allowance;
            refused = false;
            wasFull = false;
            busiest = 0;
        }
        Share[] taken = new Share[1];
        try {
            budgets.change(accountSid, (before, now) -> {
                Renewal renewal = Renewal.of(before, node, usage, unused, ceilings, now);
                taken[0] = renewal.share();
                return renewal.budget();
            });
        } catch (RuntimeException unavailable) {
            withoutDatabase(unavailable);
            return;
        }
        synchronized (this) {
            share = taken[0];
            allowance = share.allowance();
            renewedAt = System.nanoTime();
            renewing = false;
            pace.set(share.perSecond());
            lacksDatabase = false;
        }
        pump();
    }

    private void withoutDatabase(RuntimeException unavailable) {
        List<QueuedRequest<?>> all;
        boolean isNews;
        synchronized (this) {
            isNews = !lacksDatabase;
            lacksDatabase = true;
            renewing = false;
            share = Share.NONE;
            allowance = 0;
            all = waiting.takeAll();
        }
        if (isNews) {
            log.warn("nothing is asked of Twilio for {} while the database fails", accountSid, unavailable);
        }
        all.forEach(request -> request.refuse(Reason.NO_DATABASE));
    }

    private void giveBackIfIdle() {
        synchronized (this) {
            if (closed || renewing || underWay > 0 || !waiting.isEmpty() || !hasShare()) {
                return;
            }
            renewing = true;
        }
        workers.execute(() -> {
            giveBack();
            synchronized (this) {
                renewing = false;
            }
            pump();
        });
    }

    private void giveBack() {
        long unused;
        synchronized (this) {
            unused = allowance;
            allowance = 0;
            share = Share.NONE;
        }
        try {
            budgets.change(accountSid, (before, now) -> Renewal.givenBack(before, node, unused, now));
        } catch (RuntimeException unavailable) {
            log.debug("the share of {} was not given back, and ends by itself", accountSid, unavailable);
        }
    }

    /** Sends nothing any more. What waits is told so; what is under way ends as it would have. */
    @Override
    public void close() {
        List<QueuedRequest<?>> all;
        boolean has;
        synchronized (this) {
            closed = true;
            all = waiting.takeAll();
            has = hasShare();
        }
        all.forEach(request -> request.refuse(Reason.CLOSED));
        if (has) {
            giveBack();
        }
    }
}
