package dev.ringback.forward.notice;

/** Holds the templates of a receiver. */
public record NoticeTemplates(NoticeTemplate title, NoticeTemplate text) {

    private static final NoticeTemplates SHIPPED =
            new NoticeTemplates(NoticeTemplate.shippedTitle(), NoticeTemplate.shippedText());

    /** Returns the templates that come with Ringback. */
    public static NoticeTemplates shipped() {
        return SHIPPED;
    }

    /** Tells whether the user has written the template of the text. */
    boolean hasOwnText() {
        return !text.equals(SHIPPED.text);
    }
}
