package dev.ringback.upkeep;

import dev.ringback.DatabaseRows;
import dev.ringback.TestTraffic;
import dev.ringback.model.Actor;
import dev.ringback.model.AuditRecord;
import dev.ringback.model.Delivery;
import dev.ringback.model.DeliveryAttempt;
import dev.ringback.model.Digest;
import dev.ringback.model.Doubt;
import dev.ringback.model.Downtime;
import dev.ringback.model.EventKind;
import dev.ringback.model.HeaderFields;
import dev.ringback.model.JobState;
import dev.ringback.model.PayloadFormat;
import dev.ringback.model.RefusedRequest;
import dev.ringback.model.Role;
import dev.ringback.model.Silence;
import dev.ringback.model.SystemEvent;
import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultObjectBuilder;
import dev.ringback.model.VaultState;
import dev.ringback.model.WriteDraft;
import dev.ringback.storage.Database;
import dev.ringback.storage.DeliveryStore.Attempted;
import dev.ringback.storage.DoubtStore;
import dev.ringback.storage.EventPosition;
import dev.ringback.storage.ForwardStore.NewDelivery;
import dev.ringback.storage.ForwardStore.Step;
import dev.ringback.storage.LastEvent;
import dev.ringback.storage.QuarantineLimits;
import dev.ringback.storage.RequestCount;
import dev.ringback.storage.RollupKey;
import dev.ringback.storage.RollupStore;
import dev.ringback.storage.RollupStore.Advance;
import dev.ringback.storage.SweepStore;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a server has beside its log after a while, of every kind, for a migration to take along. */
final class CarriedRows {
    static final List<String> TABLES = List.of(
            "quarantine",
            "quarantine_size",
            "silence",
            "audit",
            "job",
            "system_event",
            "upstream_write",
            "alert_group",
            "forward_mark",
            "delivery",
            "delivery_attempt",
            "receiver_failure",
            "heartbeat",
            "downtime",
            "last_answer",
            "list_sweep",
            "request_count",
            "vault_object",
            "vault_note",
            "stats_bucket",
            "stats_frozen",
            "last_event");

    /** More than are copied at once. */
    private static final int DELIVERIES = 2_500;

    private static final String ODD = "line\nend, quote ' \" \\ and \u4e16\u754c \ud83d\ude00";

    private static final List<Delivery.State> STATES = List.of(Delivery.State.values());
    private static final List<DeliveryAttempt.Outcome> OUTCOMES = List.of(DeliveryAttempt.Outcome.values());

    private CarriedRows() {}

    /** Fills a SQLite database whose log has that many events. */
    static void fill(Database database, Path file, Instant now) throws SQLException {
        long newest = database.projections().newestEvent();
        database.forward()
                .advance(new Step(
                        newest - 1,
                        Map.of("errors\n11200", "{\"examples\":[{\"eventId\":" + newest + "}]}", "", "{}", ODD, ODD),
                        Set.of(),
                        List.of()));
        List<NewDelivery> deliveries = new ArrayList<>();
        for (int i = 0; i < DELIVERIES; i++) {
            boolean event = i % 3 != 0;
            deliveries.add(new NewDelivery(
                    event ? "crm" : "team",
                    "key " + i % 7,
                    event ? Delivery.Kind.EVENT : i % 2 == 0 ? Delivery.Kind.NOTICE : Delivery.Kind.GIVEN_UP,
                    event ? newest - i % 10 : null,
                    event ? "" : "{\"text\":\"" + i + "\"}",
                    now.minusSeconds(DELIVERIES - i)));
        }
        database.deliveries().add(deliveries);
        attempt(database, now);
        // The last ids are of none that is there, and may not be given again.
        DatabaseRows.execute(file, "DELETE FROM delivery_attempt WHERE delivery_id > " + (DELIVERIES - 5));
        DatabaseRows.execute(file, "DELETE FROM delivery WHERE id > " + (DELIVERIES - 5));
        for (int i = 0; i < 3; i++) {
            database.silences()
                    .add(new Silence(
                            0,
                            i == 0 ? "" : "errors",
                            List.of("error_code = 1602" + i, ODD),
                            now,
                            now.plusSeconds(i * 60L),
                            "me",
                            ODD));
        }
        DatabaseRows.execute(file, "DELETE FROM silence WHERE id = 3");
        for (Actor actor : List.of(
                Actor.of(TestTraffic.ACCOUNT.sid(), Actor.AUTH_TOKEN, Role.ADMIN), Actor.command(ODD), Actor.link())) {
            database.audit().add(new AuditRecord(0, now, actor, "silence.end", ODD, 3));
        }
        DatabaseRows.execute(file, "DELETE FROM audit WHERE id = 3");
        for (int i = 0; i < 3; i++) {
            long id = database.jobs().add("work", ODD, now).id();
            database.jobs().progress(id, ODD, i, i == 0 ? null : 9L, ODD, now.plusSeconds(i));
        }
        database.jobs().finish(2, JobState.FAILED, ODD, now);
        DatabaseRows.execute(file, "DELETE FROM job WHERE id = 3");
        for (int i = 0; i < 4; i++) {
            database.systemEvents()
                    .append(new SystemEvent(
                            0,
                            ODD + i,
                            SystemEvent.STATUS_PAGE,
                            i == 0 ? null : TestTraffic.ACCOUNT.sid(),
                            ODD,
                            now,
                            Map.of("component", ODD),
                            ODD,
                            i == 2));
        }
        DatabaseRows.execute(file, "DELETE FROM system_event WHERE id = 4");
        DatabaseRows.execute(file, "UPDATE forward_mark SET system_event_id = 2");
        for (int i = 0; i < 4; i++) {
            long id = database.writes().add(write(i, now), Duration.ofMinutes(1));
            if (i > 0) {
                database.writes().unknown(id, now);
            }
        }
        database.writes().created(3, "SM" + "1".repeat(32), now);
        DatabaseRows.execute(file, "DELETE FROM upstream_write WHERE id = 4");
        database.jobs().add("work", "Since=2026-01-01&Note=" + ODD, ODD, now);
        database.downtimes().beat(now.minusSeconds(60), Duration.ZERO);
        database.downtimes().beat(now, Duration.ofSeconds(30));
        database.downtimes().add(now, now, Downtime.Reason.UNREACHABLE);
        database.downtimes().repaired(1, now);
        database.doubts().answered(List.of(new DoubtStore.Answered(TestTraffic.ACCOUNT.sid(), "SM1", now)));
        database.doubts().askedInVain(List.of(new Doubt(TestTraffic.ACCOUNT.sid(), "SM2", "sent", now, 0)), now);
        database.sweeps().note(new SweepStore.Sweep(TestTraffic.ACCOUNT.sid(), ODD, "2026-03-01", now));
        database.sweeps().note(new SweepStore.Sweep(TestTraffic.ACCOUNT.sid(), ODD, "", now));
        for (String caller : List.of("", Actor.AUTH_TOKEN, ODD)) {
            database.requestCounts()
                    .add(now, List.of(new RequestCount(TestTraffic.ACCOUNT.sid(), caller, RequestCount.MIRROR, 7)));
        }
        fillVault(database, now);
        fillRollups(database, now);
        database.quarantine()
                .keep(
                        List.of(refused(1, now), refused(2, now), refused(3, now), refused(4, now)),
                        QuarantineLimits.defaults());
        database.quarantine().remove(List.of(2L, 4L));
        DatabaseRows.execute(
                file,
                "INSERT INTO receiver_failure (receiver, since, reason, told_to, told_at) VALUES"
                        + " ('team', 5, 'HTTP 401', '[\"crm\"]', 6), ('crm', NULL, '', '[]', NULL)");
    }

    private static void fillRollups(Database database, Instant now) {
        RollupStore rollups = database.rollups();
        RollupKey hour = RollupKey.hour(TestTraffic.ACCOUNT.sid(), 400_000);
        rollups.put(hour, new byte[] {1, 0, (byte) 0xff});
        rollups.put(RollupKey.hour(ODD, -1), new byte[1_000]);
        rollups.put(RollupKey.day(TestTraffic.ACCOUNT.sid(), 16_666), new byte[0]);
        rollups.freeze(List.of(hour));
        rollups.freezeBefore(300_000);
        EventPosition position = database.log().settled().end();
        rollups.restart(position);
        rollups.advance(new Advance(
                position,
                position,
                Set.of(),
                List.of(),
                List.of(
                        new LastEvent(TestTraffic.ACCOUNT.sid(), EventKind.AMD, now),
                        new LastEvent(ODD, EventKind.MESSAGE_STATUS, now))));
    }

    private static void fillVault(Database database, Instant now) {
        List<VaultObject> objects = new ArrayList<>();
        for (VaultKind kind : VaultKind.values()) {
            for (int i = 0; i < 3; i++) {
                String parent = i == 0 ? null : "SM" + ODD;
                objects.add(VaultObject.heard(
                        TestTraffic.ACCOUNT.sid(),
                        kind,
                        "XX" + i,
                        VaultObject.NO_FORMAT,
                        parent,
                        "AC1/" + ODD + i,
                        now));
            }
        }
        database.vault().add(objects);
        VaultObject copied = database.vault()
                .find(TestTraffic.ACCOUNT.sid(), VaultKind.RECORDING, "XX1", VaultObject.NO_FORMAT)
                .orElseThrow();
        database.vault()
                .replace(VaultObjectBuilder.builder(copied)
                        .state(VaultState.COPIED)
                        .dueAt(null)
                        .attempts(2)
                        .failure(ODD)
                        .failedAt(now)
                        .length(3_000_000_000L)
                        .sha256("00ff")
                        .contentType("audio/x-wav")
                        .encryptionDetails("{\"iv\":\"1\"}")
                        .copiedAt(now)
                        .verifiedAt(now)
                        .deletedAt(now)
                        .deletionRule("delete_after")
                        .removedAt(now)
                        .removalRule("retention")
                        .build());
        database.vault().note("store_id", ODD);
    }

    /** Some are delivered, some dead, some will be tried again, and one of the dead is pending again. */
    private static void attempt(Database database, Instant now) {
        List<Attempted> attempted = new ArrayList<>();
        for (long id = 1; id <= 1_500; id++) {
            Delivery.State state = STATES.get((int) (id % 3));
            DeliveryAttempt attempt =
                    new DeliveryAttempt(now, Duration.ofMillis(id), OUTCOMES.get((int) (id % OUTCOMES.size())), ODD);
            attempted.add(new Attempted(id, attempt, state, now.plusSeconds(60)));
        }
        database.deliveries().record(attempted);
        database.deliveries().replay(8, now);
        database.deliveries().record(attempted.subList(7, 8));
    }

    private static WriteDraft write(int number, Instant now) {
        return new WriteDraft(
                "mark " + number,
                TestTraffic.ACCOUNT.sid(),
                "MESSAGE_CREATE",
                "POST",
                "/2010-04-01/Accounts/AC1/Messages.json?x=" + number,
                number == 0 ? null : "application/x-www-form-urlencoded",
                "Body=\u0000\u0001\u00ff" + number,
                "like " + number,
                Actor.of(TestTraffic.ACCOUNT.sid(), Actor.AUTH_TOKEN, Role.ADMIN),
                now,
                "node");
    }

    static RefusedRequest refused(int number, Instant now) {
        return new RefusedRequest(
                TestTraffic.ACCOUNT.sid(),
                number % 2 == 0,
                "mismatch",
                now,
                "203.0.113." + number,
                "POST",
                "https",
                "/twilio?n=" + number,
                new HeaderFields(List.of()),
                PayloadFormat.FORM,
                "Body=\u0000\u0001\u00ff" + number,
                new Digest(number, -number));
    }
}
