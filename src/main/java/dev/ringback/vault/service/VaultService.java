package dev.ringback.vault.service;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.model.VaultObject;
import dev.ringback.storage.StorageException;
import dev.ringback.vault.ObjectLease;
import dev.ringback.vault.StoreGate;
import dev.ringback.vault.VaultReads;
import dev.ringback.vault.copy.Copies;
import dev.ringback.vault.copy.CopyParts;
import dev.ringback.vault.copy.Discoveries;
import dev.ringback.vault.deletion.Deletions;
import dev.ringback.vault.deletion.Expiry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A vault at work, by the settings of one moment. Safe for use by many threads. */
public final class VaultService implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(VaultService.class);

    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration LAST_LOOK = Duration.ofSeconds(10);

    private final VaultParts parts;
    private final StoreGate gate;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> DaemonThreads.create("ringback-vault-upkeep", task));

    /** Builds it; nothing is done yet. */
    public VaultService(VaultParts parts) {
        this.parts = parts;
        this.gate = parts.gate();
    }

    /** Begins to work. */
    public void start() {
        parts.twilio().ifPresent(twilio -> {
            CopyParts copying = new CopyParts(
                    parts.database(), twilio, gate, parts.options(), parts.alerts(), parts.metrics(), parts.clock());
            Discoveries discoveries = opening(new Discoveries(copying));
            Copies copies = opening(Copies.of(copying));
            discoveries.start();
            copies.start();
            if (parts.options().deletesAtTwilio()) {
                opening(new Deletions(parts.deleting(twilio, gate))).start();
            }
        });
        Tidying tidying = new Tidying(gate.store(), parts.database().leases());
        Optional<Expiry> expiry = parts.expiry(gate);
        ScheduledFuture<?> unused =
                timer.scheduleWithFixedDelay(() -> look(tidying, expiry), 0, LOOK.toSeconds(), TimeUnit.SECONDS);
    }

    private void look(Tidying tidying, Optional<Expiry> expiry) {
        try {
            if (gate.isOpen()) {
                tidying.run();
            }
            expiry.ifPresent(due -> due.run(timer::isShutdown));
            parts.gauge().refresh(gate.store());
        } catch (RuntimeException defect) {
            log.error("the vault could not be looked after", defect);
        }
    }

    /** Returns why it cannot copy at the moment, for people; null where nothing is in the way. */
    public @Nullable String trouble() {
        if (parts.twilio().isEmpty()) {
            return "the settings do not let Ringback call Twilio";
        }
        return gate.isOpen() ? null : gate.trouble();
    }

    /** Returns what reads it. */
    public VaultReads reads() {
        return new VaultReads(parts.database().vault(), gate, this::verifyLater);
    }

    private void verifyLater(VaultObject object) {
        try {
            timer.execute(() -> verify(object));
        } catch (RejectedExecutionException closed) {
            log.debug("{} is verified by somebody else", object.key());
        }
    }

    /** Has what a reader has found to be lost copied again, or told. */
    private void verify(VaultObject object) {
        try (ObjectLease lease = ObjectLease.take(
                        parts.database().leases(),
                        object.key(),
                        UUID.randomUUID().toString())
                .orElse(null)) {
            Optional<VaultObject> now =
                    parts.database().vault().find(object.accountSid(), object.kind(), object.sid(), object.format());
            if (lease != null && now.isPresent() && now.get().isCopied()) {
                parts.verification(gate).verify(now.get(), lease::hold);
            }
        } catch (IOException | StorageException unavailable) {
            log.warn("{} could not be verified: {}", object.key(), unavailable.getMessage());
        }
    }

    private <T extends AutoCloseable> T opening(T part) {
        opened.push(part);
        return part;
    }

    /** Ends its work. What is under way is begun anew by the next one. What it has can still be read. */
    @Override
    public void close() {
        timer.shutdown();
        while (!opened.isEmpty()) {
            AutoCloseable part = opened.pop();
            try {
                part.close();
            } catch (Exception failed) {
                log.error("{} did not close properly", part.getClass().getSimpleName(), failed);
            }
        }
        try {
            if (!timer.awaitTermination(LAST_LOOK.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("the vault is still being looked after");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes the store too: nothing of it can be read any more. */
    public void closeStore() {
        gate.store().close();
    }
}
