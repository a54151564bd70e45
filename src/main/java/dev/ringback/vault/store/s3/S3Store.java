package dev.ringback.vault.store.s3;

import dev.ringback.vault.store.ObjectKey;
import dev.ringback.vault.store.ObjectStore;
import dev.ringback.vault.store.ObjectWriter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Keeps each object in a bucket of S3, or of anything that speaks its protocol. What has a name under the prefix that is no key is not an object. Where the bucket
 * keeps earlier versions, a deletion deletes these too.
 */
public final class S3Store implements ObjectStore {
    private static final int NOT_FOUND = 404;
    private static final int NO_SUCH_RANGE = 416;

    private final S3Options options;
    private final S3Connection connection;

    /** Makes the store; the service is not asked yet. */
    public S3Store(S3Options options) {
        this.options = options;
        this.connection = new S3Connection(options);
    }

    @Override
    public String description() {
        return options.description();
    }

    @Override
    public ObjectWriter write(String key) {
        return new S3Writer(connection.client(), options, ObjectKey.checked(key));
    }

    @Override
    public InputStream read(String key, long from, long length) throws IOException {
        ObjectKey.checked(key);
        if (from < 0 || length < 1) {
            throw new IllegalArgumentException("no part of an object: " + length + " bytes from byte " + from);
        }
        String undone = undone("read", key);
        try {
            return new S3ObjectStream(
                    connection
                            .client()
                            .getObject(request -> request.bucket(options.bucket())
                                    .key(options.name(key))
                                    .range(range(from, length))),
                    undone);
        } catch (NoSuchKeyException missing) {
            throw notFound(key);
        } catch (S3Exception e) {
            if (e.statusCode() == NO_SUCH_RANGE) {
                return InputStream.nullInputStream();
            }
            throw S3Failure.of(undone, e);
        } catch (SdkException e) {
            throw S3Failure.of(undone, e);
        }
    }

    private static @Nullable String range(long from, long length) {
        if (length > Long.MAX_VALUE - from) {
            return from == 0 ? null : "bytes=" + from + "-";
        }
        return "bytes=" + from + "-" + (from + length - 1);
    }

    @Override
    public OptionalLong length(String key) throws IOException {
        ObjectKey.checked(key);
        try {
            return OptionalLong.of(connection
                    .client()
                    .headObject(request -> request.bucket(options.bucket()).key(options.name(key)))
                    .contentLength());
        } catch (S3Exception e) {
            if (e.statusCode() != NOT_FOUND) {
                throw S3Failure.of(undone("read", key), e);
            }
        } catch (SdkException e) {
            throw S3Failure.of(undone("read", key), e);
        }
        checkBucket(key);
        return OptionalLong.empty();
    }

    /** Without a bucket the same answer comes as without the object. */
    private void checkBucket(String key) throws IOException {
        try {
            connection
                    .client()
                    .listObjectsV2(request -> request.bucket(options.bucket())
                            .prefix(options.name(key))
                            .maxKeys(1));
        } catch (SdkException e) {
            throw S3Failure.of(undone("read", key), e);
        }
    }

    @Override
    public void delete(String key) throws IOException {
        ObjectKey.checked(key);
        try {
            S3Deletion.delete(connection.client(), options, options.name(key));
        } catch (SdkException e) {
            throw S3Failure.of(undone("delete", key), e);
        }
    }

    @Override
    public void list(Consumer<String> keys) throws IOException {
        int start = options.start().length();
        String last = null;
        do {
            ListObjectsV2Response page = page(last);
            for (S3Object object : page.contents()) {
                String key = object.key().substring(start);
                if (ObjectKey.isKey(key)) {
                    keys.accept(key);
                }
            }
            last = page.nextContinuationToken();
            if (last == null && Boolean.TRUE.equals(page.isTruncated())) {
                throw new IOException("cannot list " + description() + ": the service does not say how to go on");
            }
        } while (last != null);
    }

    private ListObjectsV2Response page(@Nullable String token) throws IOException {
        try {
            return connection
                    .client()
                    .listObjectsV2(request -> request.bucket(options.bucket())
                            .prefix(options.start())
                            .continuationToken(token));
        } catch (SdkException e) {
            throw S3Failure.of("cannot list " + description(), e);
        }
    }

    @Override
    public List<String> incomplete() throws IOException {
        try {
            return S3Uploads.find(connection.client(), options, options.start()).stream()
                    .map(upload -> upload.key().substring(options.start().length()))
                    .filter(ObjectKey::isKey)
                    .distinct()
                    .toList();
        } catch (SdkException e) {
            throw S3Failure.of("cannot list what is incomplete in " + description(), e);
        }
    }

    @Override
    public void discardIncomplete(String key) throws IOException {
        String name = options.name(ObjectKey.checked(key));
        try {
            for (MultipartUpload upload : S3Uploads.find(connection.client(), options, name)) {
                if (upload.key().equals(name)) {
                    S3Uploads.abort(connection.client(), options, name, upload.uploadId());
                }
            }
        } catch (SdkException e) {
            throw S3Failure.of(undone("throw away what is incomplete of", key), e);
        }
    }

    @Override
    public OptionalLong freeBytes() {
        return OptionalLong.empty();
    }

    @Override
    public void close() {
        connection.close();
    }

    private String undone(String what, String key) {
        return "cannot " + what + " " + key + " in " + description();
    }

    private FileNotFoundException notFound(String key) {
        return new FileNotFoundException("there is no " + key + " in " + description());
    }
}
