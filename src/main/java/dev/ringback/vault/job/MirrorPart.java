package dev.ringback.vault.job;

import dev.ringback.model.Account;
import dev.ringback.model.Message;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Recording;
import dev.ringback.model.TimeRange;
import dev.ringback.storage.MessageFilter;
import dev.ringback.storage.RecordingFilter;
import dev.ringback.storage.ResourceStore;
import dev.ringback.storage.UnknownAnchorException;
import dev.ringback.vault.copy.Wanted;
import dev.ringback.vault.job.CopyPoint.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The recordings, or the messages, that the mirror has of one account and time, from the oldest on.
 *
 * @param isOfRecordings or of messages
 */
record MirrorPart(String accountSid, boolean isOfRecordings, TimeRange range) {
    static List<MirrorPart> of(CopyRequest request, Iterable<Account> accounts) {
        TimeRange range =
                new TimeRange(request.period().since(), request.period().until());
        List<MirrorPart> parts = new ArrayList<>();
        for (Account account : accounts) {
            if (request.recordings()) {
                parts.add(new MirrorPart(account.sid(), true, range));
            }
            if (request.media()) {
                parts.add(new MirrorPart(account.sid(), false, range));
            }
        }
        return parts;
    }

    /** Names it in checkpoints, the same after a restart. */
    String name() {
        return accountSid + (isOfRecordings ? "/recordings" : "/messages");
    }

    /**
     * Reads on.
     *
     * @param behind the last row of the page before; null for the first page
     * @return what is wanted of the rows, and the last of them
     */
    MirrorPage page(ResourceStore resources, Wanted wanted, @Nullable Row behind, int size, Instant now) {
        PageRequest first = PageRequest.first(size).in(PageRequest.Order.OLDEST_FIRST);
        try {
            return read(resources, wanted, range, behind == null ? first : first.after(behind.sid()), now);
        } catch (UnknownAnchorException deletedMeanwhile) {
            TimeRange rest = range.and(new TimeRange(
                    Instant.ofEpochMilli(Objects.requireNonNull(behind).at()), null));
            return read(resources, wanted, rest, first, now);
        }
    }

    private MirrorPage read(ResourceStore resources, Wanted wanted, TimeRange time, PageRequest request, Instant now) {
        MirrorPage page = MirrorPage.EMPTY;
        if (isOfRecordings) {
            for (Recording row : resources
                    .list(accountSid, new RecordingFilter(null, null, time, false), request)
                    .items()) {
                page = page.with(row.sid(), row.dateCreated(), wanted.of(row, now));
            }
        } else {
            for (Message row : resources
                    .list(accountSid, new MessageFilter(null, null, time, null, null, null, List.of()), request)
                    .items()) {
                Instant sent = row.dateSent();
                page = page.with(row.sid(), sent == null ? row.dateCreated() : sent, wanted.of(row, now));
            }
        }
        return page;
    }
}
