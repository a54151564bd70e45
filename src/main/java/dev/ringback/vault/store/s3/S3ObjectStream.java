package dev.ringback.vault.store.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Reads an object while it comes, and fails where the connection ends before it. Used by one thread. */
final class S3ObjectStream extends FilterInputStream {
    private final ResponseInputStream<GetObjectResponse> content;
    private final String undone;
    private long left;

    /**
     * Reads an answer.
     *
     * @param undone what was not done if that fails
     */
    S3ObjectStream(ResponseInputStream<GetObjectResponse> content, String undone) {
        super(content);
        this.content = content;
        this.undone = undone;
        this.left = content.response().contentLength();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        int count;
        try {
            count = content.read(bytes, offset, (int) Math.min(length, left));
        } catch (SdkException e) {
            throw S3Failure.of(undone, e);
        } catch (IOException e) {
            throw new IOException(undone + ": the connection broke with " + left + " bytes missing", e);
        }
        if (count < 0) {
            throw new IOException(undone + ": the connection ended with " + left + " bytes missing");
        }
        left -= count;
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = 0;
        byte[] unwanted = new byte[(int) Math.max(0, Math.min(count, 8192))];
        while (skipped < count) {
            int read = read(unwanted, 0, (int) Math.min(unwanted.length, count - skipped));
            if (read < 0) {
                return skipped;
            }
            skipped += read;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** What is left of a long object is not worth the connection. */
    @Override
    public void close() throws IOException {
        if (left > 0) {
            content.abort();
        } else {
            content.close();
        }
    }
}
