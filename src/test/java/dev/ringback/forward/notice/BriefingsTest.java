package dev.ringback.forward.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.forward.Notice.State;
import org.junit.jupiter.api.Test;

class BriefingsTest {
    private final Briefings briefings =
            new Briefings(ErrorCatalogue.shipped(), Notices.LINKS, NoticeTemplates.shipped());

    @Test
    void saysWhatACodeMeans() {
        Briefing briefing = briefings.of(Notices.of(State.FIRING, 12, 12, Notices.filtered()), 7);

        assertThat(briefing.title()).isEqualTo("30007 Message filtered by the carrier: 12 in 4 minutes");
        assertThat(briefing.id()).isEqualTo("notice-7");
    }
}
