package dev.ringback.forward.notice;

/**
 * Explains an error or warning code of Twilio.
 *
 * @param code digits
 * @param meaning in a few words, at most {@value #MAX_MEANING} characters
 * @param cause what is likely behind it and what to look at, at most {@value #MAX_CAUSE} characters
 */
public record ErrorCode(String code, String meaning, String cause) {
    public static final int MAX_MEANING = 60;
    public static final int MAX_CAUSE = 160;
}
