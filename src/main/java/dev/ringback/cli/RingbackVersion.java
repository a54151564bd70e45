package dev.ringback.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The version the jar was built with. */
public final class RingbackVersion implements IVersionProvider {
    /** The name of the commit in the manifest of the jar. */
    private static final String COMMIT = "Ringback-Commit";

    @Override
    public String[] getVersion() {
        String version = RingbackVersion.class.getPackage().getImplementationVersion();
        return new String[] {"ringback " + (version == null ? "(not packaged)" : version)};
    }

    /** The commit that the jar was built from, as git abbreviates it; "unknown" where the build was not told. */
    static String commit() {
        if (RingbackVersion.class.getPackage().getImplementationVersion() == null) {
            return "unknown";
        }
        try (InputStream manifest = RingbackVersion.class.getResourceAsStream("/META-INF/MANIFEST.MF")) {
            return manifest == null ? "unknown" : commit(new Manifest(manifest));
        } catch (IOException e) {
            throw new UncheckedIOException("the jar cannot be read", e);
        }
    }

    private static String commit(Manifest manifest) {
        @Nullable String commit = manifest.getMainAttributes().getValue(COMMIT);
        return commit == null ? "unknown" : commit;
    }
}
