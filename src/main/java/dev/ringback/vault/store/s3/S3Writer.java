package dev.ringback.vault.store.s3;

import dev.ringback.vault.store.ObjectWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Sends an object in parts of 8 MB, which become an object when it is committed; a short one in a single request. Holds one part in memory.
 */
final class S3Writer implements ObjectWriter {
    static final int PART = 8 * 1024 * 1024;

    private final S3Client client;
    private final S3Options options;
    private final String key;
    private final PartBuffer buffer = new PartBuffer();
    private final List<CompletedPart> parts = new ArrayList<>();
    private @Nullable String upload;
    private boolean committed;

    S3Writer(S3Client client, S3Options options, String key) {
        this.client = client;
        this.options = options;
        this.key = key;
    }

    @Override
    public OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                int from = offset;
                int left = length;
                while (left > 0) {
                    if (buffer.size() == PART) {
                        send();
                    }
                    int taken = Math.min(PART - buffer.size(), left);
                    buffer.write(bytes, from, taken);
                    from += taken;
                    left -= taken;
                }
            }
        };
    }

    /** Sends a part that is full, when it is known that it is not the only one. */
    private void send() throws IOException {
        try {
            sendPart();
        } catch (SdkException e) {
            throw cannotWrite(e);
        }
    }

    private void sendPart() {
        String id = upload;
        if (id == null) {
            id = client.createMultipartUpload(request -> request.bucket(options.bucket())
                            .key(options.name(key))
                            .serverSideEncryption(encryption())
                            .ssekmsKeyId(options.encryptionKey()))
                    .uploadId();
            upload = id;
        }
        String uploadId = id;
        int number = parts.size() + 1;
        String tag = client.uploadPart(
                        request -> request.bucket(options.bucket())
                                .key(options.name(key))
                                .uploadId(uploadId)
                                .partNumber(number)
                                .contentMD5(buffer.md5()),
                        buffer.body())
                .eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        buffer.reset();
    }

    private @Nullable ServerSideEncryption encryption() {
        String encryption = options.encryption();
        return encryption == null ? null : ServerSideEncryption.fromValue(encryption);
    }

    @Override
    public void commit() throws IOException {
        try {
            if (upload == null) {
                put();
            } else {
                sendPart();
                complete(upload);
            }
            committed = true;
        } catch (SdkException e) {
            throw cannotWrite(e);
        }
    }

    private void put() {
        client.putObject(
                request -> request.bucket(options.bucket())
                        .key(options.name(key))
                        .contentMD5(buffer.md5())
                        .serverSideEncryption(encryption())
                        .ssekmsKeyId(options.encryptionKey()),
                buffer.body());
    }

    private void complete(String uploadId) {
        client.completeMultipartUpload(request -> request.bucket(options.bucket())
                .key(options.name(key))
                .uploadId(uploadId)
                .multipartUpload(all -> all.parts(parts)));
    }

    @Override
    public void close() throws IOException {
        String id = upload;
        if (committed || id == null) {
            return;
        }
        try {
            S3Uploads.abort(client, options, options.name(key), id);
        } catch (SdkException e) {
            throw S3Failure.of("cannot throw away what was written of " + key + " in " + options.description(), e);
        }
    }

    private IOException cannotWrite(SdkException why) {
        return S3Failure.of("cannot write " + key + " in " + options.description(), why);
    }
}
