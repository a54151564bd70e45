package dev.ringback.vault.store;

import java.io.FileNotFoundException;
import java.io.IOException;

/** Reads and writes sidecars, which are JSON beside the objects of a store. Stateless. */
public final class SidecarFile {
    private SidecarFile() {}

    /**
     * Reads the sidecar of an object.
     *
     * @throws FileNotFoundException when there is none
     * @throws IOException when the store cannot be read now
     * @throws BrokenSidecarException when there is one that is of no use
     */
    public static Sidecar read(ObjectStore store, String objectKey) throws IOException, BrokenSidecarException {
        String key = Sidecar.keyOf(objectKey);
        return SidecarJson.parse(SmallObject.read(store, key), objectKey, key);
    }

    /**
     * Writes the sidecar of an object, in the place of one that is there.
     *
     * @throws IOException when it is not on disk
     */
    public static void write(ObjectStore store, Sidecar sidecar) throws IOException {
        SmallObject.write(store, Sidecar.keyOf(sidecar.key()), SidecarJson.write(sidecar));
    }
}
