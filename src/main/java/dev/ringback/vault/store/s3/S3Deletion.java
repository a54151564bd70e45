package dev.ringback.vault.store.s3;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;

/** Deletes an object for good. A bucket that keeps versions only marks it as deleted at first, and all its versions have to be deleted one by one. */
final class S3Deletion {
    private S3Deletion() {}

    static void delete(S3Client client, S3Options options, String name) {
        boolean isMarked = Boolean.TRUE.equals(
                client.deleteObject(request -> request.bucket(options.bucket()).key(name))
                        .deleteMarker());
        if (isMarked) {
            for (ListObjectVersionsResponse page : client.listObjectVersionsPaginator(
                    request -> request.bucket(options.bucket()).prefix(name))) {
                page.versions().stream()
                        .filter(version -> version.key().equals(name))
                        .forEach(version -> delete(client, options, name, version.versionId()));
                page.deleteMarkers().stream()
                        .filter(marker -> marker.key().equals(name))
                        .forEach(marker -> delete(client, options, name, marker.versionId()));
            }
        }
    }

    private static void delete(S3Client client, S3Options options, String name, String version) {
        client.deleteObject(
                request -> request.bucket(options.bucket()).key(name).versionId(version));
    }
}
