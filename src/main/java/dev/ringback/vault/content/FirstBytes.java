package dev.ringback.vault.content;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at the first bytes of content, of which it keeps some hundred, for text where there should be none. Used by one thread. */
final class FirstBytes {
    private static final int KEPT = 1024;

    /** Counts the bytes that cannot all be readable text by chance. */
    private static final int ENOUGH_TO_TELL = 16;

    private static final Pattern MARKUP =
            Pattern.compile("<(\\?xml|!doctype|!--|html|head|body|[a-z][a-z0-9]*[ />])", Pattern.CASE_INSENSITIVE);
    private static final Pattern JSON = Pattern.compile("(\\{\\s*[\"}]|\\[\\s*[\\[{\"\\]]).*", Pattern.DOTALL);
    private static final Pattern ERROR_IN_XML = Pattern.compile("<(TwilioResponse|RestException|Error)[ />]");
    private static final Pattern ERROR_IN_JSON = Pattern.compile("\\{\\s*\"code\"\\s*:\\s*\\d{5}\\b");
    private static final Pattern CODE_IN_JSON = Pattern.compile("\"code\"\\s*:\\s*\"?(\\d{5})\\b");
    private static final Pattern REST_OF_ERROR = Pattern.compile("\"(message|more_info|status)\"\\s*:");
    private static final Pattern CODE_IN_XML = Pattern.compile("<Code>(\\d{5})</Code>");

    private final byte[] bytes = new byte[KEPT];
    private int count;

    void accept(byte[] source, int offset, int length) {
        int taken = Math.min(length, KEPT - count);
        System.arraycopy(source, offset, bytes, count, taken);
        count += taken;
    }

    boolean startWith(String ascii) {
        byte[] start = ascii.getBytes(StandardCharsets.US_ASCII);
        return count >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    /** Tells whether it is text: a page, JSON, or anything that can be read. */
    boolean areText() {
        String text = text();
        boolean isReadable = count >= ENOUGH_TO_TELL && charset().equals(StandardCharsets.UTF_8) && !text.isEmpty();
        return isReadable || isPage(text);
    }

    /** Tells whether it begins as XML, HTML or JSON does. */
    boolean areAPage() {
        return isPage(text());
    }

    /** Tells whether it is an error as Twilio or its storage writes it. */
    boolean areAnError() {
        String text = text();
        boolean inXml = text.startsWith("<") && ERROR_IN_XML.matcher(text).find();
        boolean inJson = text.startsWith("{")
                && CODE_IN_JSON.matcher(text).find()
                && (ERROR_IN_JSON.matcher(text).lookingAt()
                        || REST_OF_ERROR.matcher(text).find());
        return inXml || inJson;
    }

    /** Returns the code of an error of Twilio's. */
    Optional<String> errorCode() {
        String text = text();
        for (Pattern pattern : new Pattern[] {CODE_IN_JSON, CODE_IN_XML}) {
            Matcher matcher = pattern.matcher(text);
            if (matcher.find()) {
                return Optional.of(matcher.group(1));
            }
        }
        return Optional.empty();
    }

    private static boolean isPage(String text) {
        return MARKUP.matcher(text).lookingAt() || JSON.matcher(text).matches();
    }

    /** What can be read as text, without white space at its start; empty for what cannot. */
    private String text() {
        CharBuffer chars = CharBuffer.allocate(KEPT);
        CoderResult result = charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes, 0, count), chars, false); // it may end within a character
        String text = chars.flip().toString();
        boolean unreadable = result.isError()
                || text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t');
        return unreadable ? "" : (text.startsWith("\ufeff") ? text.substring(1) : text).stripLeading();
    }

    /** By its mark of the order of bytes. */
    private Charset charset() {
        int start = count < 2 ? 0 : ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        return switch (start) {
            case 0xfeff -> StandardCharsets.UTF_16BE;
            case 0xfffe -> StandardCharsets.UTF_16LE;
            default -> StandardCharsets.UTF_8;
        };
    }
}
