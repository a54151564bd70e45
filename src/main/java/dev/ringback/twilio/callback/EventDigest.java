package dev.ringback.twilio.callback;

import dev.ringback.model.Digest;
import dev.ringback.model.EventSource;
import dev.ringback.twilio.FormBody;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * The fingerprint that makes a second arrival of an event recognisable.
 *
 * <p>Of a form it covers all parameters, of query and body alike, as a set, so a retry has the same digest as the first attempt. Host and
 * path are left out: the first depends on the proxy in front of us, and neither changes what the event says. The source is part of it: a
 * callback that is pushed after it was recovered from a Debugger event is a second witness of the same thing, and which of the two came
 * first must not decide what the row says.
 */
final class EventDigest {
    private EventDigest() {}

    static Digest ofForm(EventSource source, FormBody query, FormBody body) {
        List<FormBody.Field> fields = new ArrayList<>(query.fields());
        fields.addAll(body.fields());
        MessageDigest hash = sha256();
        add(hash, source.value());
        for (FormBody.Field field : FormBody.sortedSet(fields)) {
            add(hash, field.name());
            add(hash, field.value());
        }
        return Digest.of(hash.digest());
    }

    /** CloudEvents are told apart by their source and id, which a redelivery in another batch keeps. */
    static Digest ofCloudEvent(String source, String id) {
        MessageDigest hash = sha256();
        add(hash, source);
        add(hash, id);
        return Digest.of(hash.digest());
    }

    static Digest ofText(String text) {
        MessageDigest hash = sha256();
        add(hash, text);
        return Digest.of(hash.digest());
    }

    /** With its length before it, so that no two lists of texts look alike. */
    private static void add(MessageDigest hash, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        hash.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        hash.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every Java", impossible);
        }
    }
}
