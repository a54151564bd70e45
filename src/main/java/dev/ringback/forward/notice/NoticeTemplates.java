package dev.ringback.forward.notice;

/** How notices for a receiver are worded. */
public record NoticeTemplates(NoticeTemplate title, NoticeTemplate text) {

    private static final NoticeTemplates SHIPPED =
            new NoticeTemplates(NoticeTemplate.shippedTitle(), NoticeTemplate.shippedText());

    /** Those that come with Ringback. */
    public static NoticeTemplates shipped() {
        return SHIPPED;
    }

    /** Whether the text is somebody's own. */
    boolean hasOwnText() {
        return !text.equals(SHIPPED.text);
    }
}
