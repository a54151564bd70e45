package dev.ringback.web.media;

import dev.ringback.query.EntityTag;
import dev.ringback.vault.content.ContentSource;
import java.time.Instant;

/**
 * Describes content that the vault has, as it is to be sent.
 *
 * @param length in bytes
 * @param tag changes when and only when the content does
 * @param source opens it from any byte on; its streams may go on behind the length that is asked for
 */
record HeldContent(String contentType, long length, EntityTag tag, Instant lastModified, ContentSource source) {}
