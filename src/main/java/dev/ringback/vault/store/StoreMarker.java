package dev.ringback.vault.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The object at the top of a store that tells it from all others.
 *
 * @param id empty where the object cannot be understood
 */
record StoreMarker(String id) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Reads the marker of a store; null where there is none. */
    static @Nullable StoreMarker read(ObjectStore store) throws IOException {
        byte[] content;
        try {
            content = SmallObject.read(store, StoreIdentity.MARKER);
        } catch (FileNotFoundException none) {
            return null;
        }
        try {
            String id = String.valueOf(JSON.readTree(content).path("id").textValue());
            return new StoreMarker(UUID.fromString(id).toString());
        } catch (IOException | IllegalArgumentException notOurs) {
            return new StoreMarker("");
        }
    }

    void write(ObjectStore store) throws IOException {
        try {
            SmallObject.write(store, StoreIdentity.MARKER, JSON.writeValueAsBytes(this));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("write JSON to memory", impossible);
        }
    }
}
