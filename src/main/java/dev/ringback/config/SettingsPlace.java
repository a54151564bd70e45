package dev.ringback.config;

import dev.ringback.outbound.PrivateNetworkGuard;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Names the file of the settings, and guards the hosts that they name.
 *
 * @param file that has them; paths in it are relative to it
 */
record SettingsPlace(Path file, PrivateNetworkGuard targets) {
    Path resolve(String path) {
        return file.toAbsolutePath().resolveSibling(path);
    }

    /** Why nothing may be sent to a host; of names that have to be looked up that is found when something is sent. */
    Optional<String> refusal(String host) {
        if (!host.matches("[0-9.]+|\\[.*\\]|(?i)localhost")) {
            return Optional.empty();
        }
        try {
            targets.resolve(host);
            return Optional.empty();
        } catch (UnknownHostException refused) {
            return Optional.of("is not allowed: " + refused.getMessage());
        }
    }
}
