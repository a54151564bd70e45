package dev.ringback.web.media;

import java.util.Map;

/** Names files for content that people keep. Stateless. */
final class FileName {
    private static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("image/jpeg", ".jpg"),
            Map.entry("image/jpg", ".jpg"),
            Map.entry("image/png", ".png"),
            Map.entry("image/gif", ".gif"),
            Map.entry("image/webp", ".webp"),
            Map.entry("image/bmp", ".bmp"),
            Map.entry("image/tiff", ".tiff"),
            Map.entry("image/heic", ".heic"),
            Map.entry("image/heif", ".heif"),
            Map.entry("audio/mpeg", ".mp3"),
            Map.entry("audio/mp3", ".mp3"),
            Map.entry("audio/mp4", ".m4a"),
            Map.entry("audio/ogg", ".ogg"),
            Map.entry("audio/amr", ".amr"),
            Map.entry("audio/aac", ".aac"),
            Map.entry("audio/wav", ".wav"),
            Map.entry("audio/x-wav", ".wav"),
            Map.entry("audio/3gpp", ".3gp"),
            Map.entry("video/3gpp", ".3gp"),
            Map.entry("video/mp4", ".mp4"),
            Map.entry("video/mpeg", ".mpg"),
            Map.entry("video/quicktime", ".mov"),
            Map.entry("video/webm", ".webm"),
            Map.entry("text/plain", ".txt"),
            Map.entry("text/csv", ".csv"),
            Map.entry("text/vcard", ".vcf"),
            Map.entry("text/x-vcard", ".vcf"),
            Map.entry("text/calendar", ".ics"),
            Map.entry("application/pdf", ".pdf"),
            Map.entry("application/zip", ".zip"),
            Map.entry("application/vcard", ".vcf"));

    private FileName() {}

    /**
     * Returns a name: the SID, and an extension by the format or the media type; without one where that would be a guess.
     *
     * @param essence the media type without parameters
     */
    static String of(Wanted wanted, String essence) {
        return wanted.sid() + (wanted.isRecording() ? '.' + wanted.format() : EXTENSIONS.getOrDefault(essence, ""));
    }
}
