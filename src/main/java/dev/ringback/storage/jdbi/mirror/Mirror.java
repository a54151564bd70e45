package dev.ringback.storage.jdbi.mirror;

import dev.ringback.model.Alert;
import dev.ringback.model.Call;
import dev.ringback.model.Conference;
import dev.ringback.model.Media;
import dev.ringback.model.Message;
import dev.ringback.model.Participant;
import dev.ringback.model.Recording;
import dev.ringback.model.Resource;
import dev.ringback.model.Transcription;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The tables of all resources together. */
public final class Mirror {
    private static final Map<Class<? extends Resource>, Table<?>> TABLES = Map.of(
            Message.class, MessageTable.TABLE,
            Media.class, MediaTable.TABLE,
            Call.class, CallTable.TABLE,
            Recording.class, RecordingTable.TABLE,
            Transcription.class, TranscriptionTable.TABLE,
            Conference.class, ConferenceTable.TABLE,
            Participant.class, ParticipantTable.TABLE,
            Alert.class, AlertTable.TABLE);

    private Mirror() {}

    /** In an order that is always the same. */
    @SuppressWarnings("unchecked") // as below
    public static List<Table<Resource>> tables() {
        return TABLES.values().stream()
                .map(table -> (Table<Resource>) table)
                .sorted(Comparator.comparing(Table::name))
                .toList();
    }

    /** Returns the table where a resource belongs. */
    @SuppressWarnings("unchecked") // each class stands beside a table of its own kind
    public static Table<Resource> tableOf(Resource resource) {
        Table<?> table = TABLES.get(resource.getClass());
        if (table == null) {
            throw new IllegalArgumentException(
                    "no table for " + resource.getClass().getName());
        }
        return (Table<Resource>) table;
    }
}
