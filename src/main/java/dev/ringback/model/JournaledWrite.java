package dev.ringback.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is known about a write to Twilio that must not be repeated.
 *
 * @param id from 1 on, in the order in which they were written
 * @param write as it was asked for; its body is empty once something shows that it was done
 * @param sid of what it has made; null while nothing shows that
 * @param decidedAt when its fate was known; null before
 */
public record JournaledWrite(
        long id,
        WriteDraft write,
        WriteFate fate,
        @Nullable String sid,
        @Nullable Instant decidedAt) {}
