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
                briefings.of(Samples.notice(Notices.AT, State.FIRING), 7).text());
        assertThat(briefing.id()).isEqualTo("notice-7");
    }
}
