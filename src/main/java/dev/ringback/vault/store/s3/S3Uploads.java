package dev.ringback.vault.store.s3;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** Finds what somebody has begun to send in parts, and throws it away. */
final class S3Uploads {
    private S3Uploads() {}

    /** Returns all that have begun under names that start so. */
    static List<MultipartUpload> find(S3Client client, S3Options options, String start) {
        List<MultipartUpload> found = new ArrayList<>();
        client.listMultipartUploadsPaginator(
                        request -> request.bucket(options.bucket()).prefix(start))
                .uploads()
                .forEach(found::add);
        return found;
    }

    /** Throws away what was sent; nothing happens when that is done already. */
    static void abort(S3Client client, S3Options options, String name, String uploadId) {
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(options.bucket()).key(name).uploadId(uploadId));
        } catch (SdkException e) {
            if (!S3Failure.code(e).equals("NoSuchUpload")) {
                throw e;
            }
        }
    }
}
