package dev.ringback.cli;

import picocli.CommandLine.IVersionProvider;

/** The version the jar was built with. */
public final class RingbackVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = RingbackVersion.class.getPackage().getImplementationVersion();
        return new String[] {"ringback " + (version == null ? "(not packaged)" : version)};
    }
}
