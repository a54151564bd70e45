package dev.ringback.forward.notice;

/** How notices for a receiver are worded. */
public record NoticeTemplates(NoticeTemplate title, NoticeTemplate text) {

    /** Those that come with Ringback. */
    public static NoticeTemplates shipped() {
        return new NoticeTemplates(NoticeTemplate.shippedTitle(), NoticeTemplate.shippedText());
    }
}
