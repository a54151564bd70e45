package dev.ringback.vault.job;

import dev.ringback.jobs.InvalidJobException;
import dev.ringback.jobs.JobKind;
import dev.ringback.jobs.JobProgress;
import dev.ringback.model.Job;
import dev.ringback.model.JobBuilder;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultObjectBuilder;
import dev.ringback.model.VaultState;
import dev.ringback.storage.ResourceStore;
import dev.ringback.storage.VaultLedger;
import dev.ringback.vault.Figures;
import dev.ringback.vault.copy.Wanted;
import dev.ringback.vault.job.CopyPoint.Found;
import dev.ringback.vault.job.CopyPoint.Step;
import dev.ringback.vault.job.Copying.Session;
import dev.ringback.vault.job.MirrorPage.Wish;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies what exists, once. Used by one thread. */
final class CopyJobRun {
    private static final int ADDED_AT_ONCE = 500;
    private static final int WAITED_FOR_AT_ONCE = 100;
    private static final String LISTS = "Twilio's lists are read first";

    private final VaultLedger ledger;
    private final ResourceStore resources;
    private final Clock clock;
    private final Wanted wanted;
    private final List<MirrorPart> mirror;
    private final CopyRequest request;
    private final Job job;
    private final JobKind lists;
    private final Session session;
    private final JobProgress progress;
    private CopyPoint point;

    CopyJobRun(
            JobParts parts,
            VaultSetup setup,
            CopyRequest request,
            Job job,
            JobKind lists,
            Session session,
            JobProgress progress,
            CopyPoint point) {
        this.ledger = parts.database().vault();
        this.resources = parts.database().resources();
        this.clock = parts.clock();
        this.wanted = new Wanted(resources, setup.options().formats());
        this.mirror = MirrorPart.of(request, setup.accounts().all());
        this.request = request;
        this.job = job;
        this.lists = lists;
        this.session = session;
        this.progress = progress;
        this.point = point;
    }

    String all() {
        if (point.step() == Step.LIST) {
            point = point.adding(list());
        }
        if (point.step() == Step.ADD) {
            walk(ADDED_AT_ONCE, this::add);
            point = point.waiting();
        }
        walk(WAITED_FOR_AT_ONCE, this::await);
        point = point.with(point.tally()
                .plus(Found.SETTLED, Math.max(0, point.of(Found.TOTAL) - point.of(Found.SETTLED))));
        tell();
        return outcome();
    }

    boolean hasFailures() {
        return point.of(Found.FAILED) > 0;
    }

    private String list() {
        try {
            Job nested = JobBuilder.builder(job)
                    .kind(lists.name())
                    .parameters(lists.parameters(request.lists()))
                    .checkpoint(point.lists())
                    .build();
            return lists.run(nested, (checkpoint, done, total) -> {
                point = point.listing(checkpoint);
                tell();
            });
        } catch (InvalidJobException impossible) {
            throw new IllegalArgumentException(impossible.getMessage(), impossible);
        }
    }

    private void tell() {
        String checkpoint = Checkpoint.text(point);
        if (point.step() == Step.WAIT) {
            progress.at(checkpoint, point.of(Found.SETTLED), total());
        } else if (point.step() == Step.LIST) {
            progress.waits(checkpoint, 0, null, LISTS);
        } else {
            progress.at(checkpoint, 0, null);
        }
    }

    /** Does something with each page of the mirror, from the point on. */
    private interface Visit {
        void page(MirrorPage page);
    }

    private void walk(int size, Visit visit) {
        for (MirrorPart part : mirror.subList(begin(), mirror.size())) {
            if (!part.name().equals(point.part())) {
                point = point.at(part.name(), null);
            }
            MirrorPage page = part.page(resources, wanted, point.row(), size, clock.instant());
            while (!page.isEmpty()) {
                visit.page(page);
                point = point.at(part.name(), page.last());
                tell();
                page = part.page(resources, wanted, point.row(), size, clock.instant());
            }
        }
    }

    private int begin() {
        for (int i = 0; i < mirror.size(); i++) {
            if (mirror.get(i).name().equals(point.part())) {
                return i;
            }
        }
        return 0;
    }

    private void add(MirrorPage page) {
        List<VaultObject> objects =
                page.found().stream().flatMap(found -> found.wanted().stream()).toList();
        if (ledger.add(objects) < objects.size()) {
            objects.forEach(this::tryAgain);
        }
        point = point.with(point.tally().plus(Found.TOTAL, page.objects()));
    }

    /** What was given up is tried once more, since somebody asks for it: where it was gone, Twilio's list may have named it just now. */
    private void tryAgain(VaultObject object) {
        ledger.find(object.accountSid(), object.kind(), object.sid(), object.format())
                .filter(CopyJobRun::isGivenUp)
                .ifPresent(entry -> ledger.replace(VaultObjectBuilder.builder(entry)
                        .state(VaultState.HEARD)
                        .dueAt(clock.instant())
                        .build()));
    }

    private static boolean isGivenUp(VaultObject entry) {
        return entry.state() == VaultState.FAILED
                || entry.state() == VaultState.GONE
                || (entry.state() == VaultState.HEARD && entry.dueAt() == null);
    }

    /** After an interruption the page is begun anew, so until its end nothing of it is in the checkpoint. */
    private void await(MirrorPage page) {
        String checkpoint = Checkpoint.text(point);
        List<Wish> open = page.found();
        while (!open.isEmpty()) {
            open = stillOpen(open);
            if (!open.isEmpty()) {
                waits(checkpoint, reason(open.get(0)));
                Waiting.pause();
            }
        }
    }

    /** Counts those of which it is known what came of them, and returns the others. */
    private List<Wish> stillOpen(List<Wish> open) {
        List<Wish> left = new ArrayList<>();
        for (Wish found : open) {
            List<VaultObject> entries = entries(found);
            if (entries.stream().allMatch(CopyJobRun::isSettled)) {
                count(found, entries);
            } else {
                left.add(found);
            }
        }
        return left;
    }

    private void waits(String checkpoint, @Nullable String why) {
        if (why == null) {
            progress.at(checkpoint, point.of(Found.SETTLED), total());
        } else {
            progress.waits(checkpoint, point.of(Found.SETTLED), total(), why);
        }
    }

    /** What was heard of in formats that the settings do not have any more is none of this job's. */
    private List<VaultObject> entries(Wish found) {
        String accountSid = found.wanted().get(0).accountSid();
        return ledger.of(accountSid, found.sid()).stream()
                .filter(entry -> switch (entry.kind()) {
                    case RECORDING ->
                        found.wanted().stream()
                                .anyMatch(object -> object.format().equals(entry.format()));
                    case MEDIA, MEDIA_LIST -> true;
                    case MESSAGE_BODY, MESSAGE, CALL -> false;
                })
                .toList();
    }

    private void count(Wish found, List<VaultObject> entries) {
        Tally tally = point.tally();
        for (VaultObject entry : entries) {
            tally = counted(tally, entry);
        }
        point = point.with(tally.plus(Found.SETTLED, found.wanted().size()));
    }

    private Tally counted(Tally tally, VaultObject entry) {
        long length = entry.length() == null ? 0 : entry.length();
        return switch (entry.state()) {
            case COPIED ->
                isNew(entry)
                        ? tally.plus(Found.COPIED).plus(Found.COPIED_BYTES, length)
                        : tally.plus(Found.THERE).plus(Found.THERE_BYTES, length);
            case HEARD, FAILED, DAMAGED -> tally.plus(Found.FAILED, entry.sid() + " (" + entry.failure() + ')');
            case GONE -> tally.plus(Found.GONE);
            case REMOVED -> tally.plus(Found.REMOVED);
            case DONE -> tally;
        };
    }

    private boolean isNew(VaultObject entry) {
        Instant copiedAt = entry.copiedAt();
        return copiedAt != null && !copiedAt.isBefore(job.createdAt());
    }

    /** Tells whether nothing more happens to an entry soon. */
    private static boolean isSettled(VaultObject entry) {
        return entry.state() != VaultState.HEARD || entry.dueAt() == null;
    }

    private long total() {
        return Math.max(point.of(Found.TOTAL), point.of(Found.SETTLED));
    }

    /** Returns why nothing comes of something at the moment; null where it is only its turn that it waits for. */
    private @Nullable String reason(Wish found) {
        String trouble = session.trouble();
        if (trouble != null) {
            return "the vault cannot be used: " + trouble;
        }
        Instant now = clock.instant();
        for (VaultObject entry : entries(found)) {
            Instant dueAt = entry.dueAt();
            if (!isSettled(entry) && entry.failure() != null && dueAt != null && dueAt.isAfter(now)) {
                return entry.sid() + " is tried again at " + dueAt + ": " + entry.failure();
            }
        }
        return null;
    }

    private String outcome() {
        long failed = point.of(Found.FAILED);
        StringBuilder outcome = new StringBuilder(Figures.count(point.of(Found.COPIED), "object was", "objects were"))
                .append(" copied, ")
                .append(Figures.bytes(point.of(Found.COPIED_BYTES)))
                .append("; ")
                .append(point.of(Found.THERE))
                .append(" copied before, ")
                .append(Figures.bytes(point.of(Found.THERE_BYTES)));
        Tally.append(outcome, failed, "failed", "failed");
        point.tally().appendExamples(outcome, failed);
        Tally.append(outcome, point.of(Found.GONE), "is gone at Twilio", "are gone at Twilio");
        Tally.append(
                outcome,
                point.of(Found.REMOVED),
                "was deleted in the vault by a rule",
                "were deleted in the vault by a rule");
        return outcome.append("; lists: ").append(point.listed()).toString();
    }
}
