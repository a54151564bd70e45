package dev.ringback.config;

import dev.ringback.forward.receiver.ReceiverOptions;
import dev.ringback.outbound.PrivateNetworkGuard;
import dev.ringback.vault.store.s3.S3Options;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code s3} of the vault. Everything wrong with it is added to the problems of its file. */
final class BucketNode {
    static final Set<String> KEYS = Set.of(
            "endpoint",
            "region",
            "bucket",
            "prefix",
            "access_key",
            "secret_key",
            "path_style",
            "server_side_encryption",
            "kms_key_id");

    /** Stands for an endpoint that is no address, which is a problem already. */
    private static final URI NOWHERE = URI.create("");

    private static final String DEFAULT_REGION = "us-east-1";

    private final PlacedNode node;
    private final Path file;

    /** @param file in which the node stands: paths in it are relative to that */
    BucketNode(PlacedNode node, Path file) {
        this.node = node;
        this.file = file;
    }

    /** Reads the options; empty if too much is wrong. */
    Optional<S3Options> read() {
        // whoever has a bucket in a private network has named it
        SettingsPlace place = new SettingsPlace(file, new PrivateNetworkGuard(List.of()));
        return NodeOptions.read(node, place, this::read).flatMap(read -> read);
    }

    private Optional<S3Options> read(ReceiverOptions options) {
        String bucket = options.required("bucket");
        Optional<URI> endpoint = options.text("endpoint")
                .map(text -> options.parsed("endpoint", NOWHERE, URI::create))
                .filter(url -> !url.equals(NOWHERE));
        @Nullable String accessKey = options.secret("access_key").orElse(null);
        @Nullable String secretKey = options.secret("secret_key").orElse(null);
        boolean pathStyle = options.parsed("path_style", false, BucketNode::truth);
        try {
            return bucket.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new S3Options(
                            endpoint.orElse(null),
                            options.text("region").orElse(DEFAULT_REGION),
                            bucket,
                            options.text("prefix").orElse(""),
                            accessKey,
                            secretKey,
                            pathStyle,
                            options.text("server_side_encryption").orElse(null),
                            options.text("kms_key_id").orElse(null)));
        } catch (IllegalArgumentException wrong) {
            node.problem("cannot be right: " + wrong.getMessage());
            return Optional.empty();
        }
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }
}
