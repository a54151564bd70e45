package dev.ringback.storage;

import static dev.ringback.storage.TestEntries.START;
import static dev.ringback.storage.TestEntries.progress;
import static dev.ringback.storage.TestEntries.sid;
import static dev.ringback.storage.TestMessage.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.model.Media;
import dev.ringback.model.MediaBuilder;
import dev.ringback.model.Message;
import dev.ringback.model.MessageBuilder;
import dev.ringback.model.Page;
import dev.ringback.model.PageRequest;
import dev.ringback.model.PageRequest.Anchor;
import dev.ringback.model.PageRequest.Direction;
import dev.ringback.model.Resource;
import dev.ringback.model.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests what {@link ResourceStore} promises of messages and media; their lists stand for the lists of all kinds. */
public abstract class MessageStoreContract extends StorageContract {
    private static final Comparator<Message> NEWEST_FIRST = Comparator.comparing(Message::dateCreated)
            .thenComparing(Message::sid)
            .reversed();

    @Test
    void emptyStoreAnswersEverything() {
        assertThat(database.resources().find(Message.class, account, sid("SM"))).isEmpty();
        assertThat(database.resources().findAny(account, new MediaFilter(sid("MM"), sid("ME"), TimeRange.ALWAYS)))
                .isEmpty();
        assertThat(list(PageRequest.first())).isEqualTo(new Page<>(List.of(), false));
        assertThat(media(sid("MM"), PageRequest.first())).isEqualTo(new Page<>(List.of(), false));
    }

    @Test
    void messageComesBackWhole() {
        Message whole = MessageBuilder.builder()
                .accountSid(account)
                .sid(sid("SM"))
                .progress(progress(5, "undelivered"))
                .to("whatsapp:+14155550100")
                .from("+14155550101")
                .body("O'Brien + Zoë 🙂")
                .messagingServiceSid(sid("MG"))
                .direction("outbound-api")
                .apiVersion("2010-04-01")
                .numSegments(2)
                .numMedia(1)
                .errorCode(30003)
                .errorMessage("Unreachable destination handset")
                .dateCreated(START)
                .dateUpdated(START.plusMillis(1))
                .dateSent(START.plusMillis(2))
                .lastReceivedAt(START.plusMillis(3))
                .build();
        append(whole);

        assertThat(database.resources().find(Message.class, account, whole.sid()))
                .contains(whole);
        assertThat(list(PageRequest.first()).items()).containsExactly(whole);
    }

    @Test
    void messageIsFoundInTheOneOfThousandsOfAccountsThatHasIt() {
        Message message = appendMessages(1, 1).get(0);
        List<String> others = Stream.generate(() -> sid("AC")).limit(1_200).toList();
        for (int place : List.of(0, 499, 500, 1_200)) {
            List<String> accounts = new ArrayList<>(others);
            accounts.add(place, account);
            assertThat(found(accounts, message.sid())).isEqualTo(message);
        }
        assertThat(found(List.of(account), message.sid())).isEqualTo(message);
        assertThat(found(others, message.sid())).isNull();
        assertThat(found(List.of(), message.sid())).isNull();
        assertThat(found(List.of(account, others.get(0)), sid("XX"))).isNull();
    }

    private @Nullable Resource found(List<String> accountSids, String sid) {
        return database.resources().find(accountSids, sid).orElse(null);
    }

    @Test
    void listIsNewestFirstAndBySidWithinTheSameMillisecond() {
        List<Message> messages = appendMessages(7, 3);

        assertThat(list(PageRequest.first()).items()).isEqualTo(messages);
    }

    @Test
    void pagesFollowEachOtherWithoutGapsOrRepeats() {
        List<Message> messages = appendMessages(10, 4);

        assertThat(walk(3)).isEqualTo(messages);
        assertThat(walk(5)).isEqualTo(messages);
        assertThat(walk(1)).isEqualTo(messages);
    }

    @Test
    void lastPageSaysSoEvenWhenItIsFull() {
        List<Message> messages = appendMessages(4, 1);

        assertThat(list(PageRequest.first(3)).hasNext()).isTrue();
        assertThat(list(PageRequest.first(4)).hasNext()).isFalse();
        assertThat(list(PageRequest.first(2).after(messages.get(1).sid())).hasNext())
                .isFalse();
        assertThat(list(PageRequest.first(2).after(messages.get(3).sid()))).isEqualTo(new Page<>(List.of(), false));
    }

    @Test
    void pageBeforeARowIsInTheSameOrder() {
        List<Message> messages = appendMessages(6, 2);

        assertThat(list(before(messages.get(4), 3))).isEqualTo(new Page<>(messages.subList(1, 4), true));
        assertThat(list(before(messages.get(2), 3))).isEqualTo(new Page<>(messages.subList(0, 2), true));
        assertThat(list(before(messages.get(0), 3)).items()).isEmpty();
    }

    @Test
    void rowsThatArriveMeanwhileMoveNobodysPlace() {
        List<Message> messages = appendMessages(9, 2);
        List<Message> walked = new ArrayList<>();
        Page<Message> page = list(PageRequest.first(2));
        while (true) {
            walked.addAll(page.items());
            Message last = page.items().get(page.items().size() - 1);
            append(
                    message(account, sid("SM"))
                            .at(START.plusSeconds(1000 + walked.size()))
                            .build(),
                    // An update of a row that was shown already must not bring it back either.
                    message(account, last.sid())
                            .status(9, "delivered")
                            .at(START.plusSeconds(5000))
                            .build());
            if (!page.hasNext()) {
                break;
            }
            assertThat(list(before(last, page.items().size() - 1)).items())
                    .extracting(Message::sid)
                    .containsExactlyElementsOf(page.items().stream()
                            .map(Message::sid)
                            .limit(page.items().size() - 1L)
                            .toList());
            page = list(PageRequest.first(2).after(last.sid()));
        }

        assertThat(walked).isEqualTo(messages);
    }

    @Test
    void anchorHasToBeInTheList() {
        Message own = appendMessages(1, 1).get(0);
        Message strange = message(stranger, sid("SM")).build();
        append(strange);

        assertThatThrownBy(() -> list(PageRequest.first().after(sid("SM")))).isInstanceOf(UnknownAnchorException.class);
        assertThatThrownBy(() -> list(PageRequest.first().after(strange.sid())))
                .isInstanceOf(UnknownAnchorException.class);
        assertThat(list(PageRequest.first().after(own.sid())).items()).isEmpty();
    }

    @Test
    void accountSeesOnlyItsOwn() {
        String sid = sid("MM");
        Message own = message(account, sid).body("mine").build();
        Message strange = message(stranger, sid).body("theirs").build();
        Media ownMedia = attachment(account, sid, START);
        append(own, strange, ownMedia, attachment(stranger, sid, START));

        assertThat(database.resources().find(Message.class, account, sid)).contains(own);
        assertThat(list(PageRequest.first()).items()).containsExactly(own);
        assertThat(media(sid, PageRequest.first()).items()).containsExactly(ownMedia);
        assertThat(database.resources().find(Message.class, sid("AC"), sid)).isEmpty();
    }

    @Test
    void mediaBelongToTheirMessage() {
        String first = sid("MM");
        String second = sid("MM");
        Media older = attachment(account, first, START);
        Media newer = attachment(account, first, START.plusSeconds(1));
        Media other = attachment(account, second, START);
        append(older, newer, other);

        assertThat(media(first, PageRequest.first()).items()).containsExactly(newer, older);
        assertThat(media(first, PageRequest.first(1).after(newer.sid()))).isEqualTo(new Page<>(List.of(older), false));
        assertThat(database.resources().findAny(account, new MediaFilter(first, older.sid(), TimeRange.ALWAYS)))
                .contains(older);
        assertThat(database.resources().findAny(account, new MediaFilter(second, older.sid(), TimeRange.ALWAYS)))
                .isEmpty();
        assertThatThrownBy(() -> media(first, PageRequest.first().after(other.sid())))
                .isInstanceOf(UnknownAnchorException.class);
    }

    /** Appends messages in an order of their own, and gives them back newest first. */
    private List<Message> appendMessages(int count, int perMillisecond) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(message(account, sid("SM"))
                    .at(START.plusMillis(i / perMillisecond))
                    .build());
        }
        append(messages.toArray(Message[]::new));
        append(message(stranger, sid("SM")).build());
        return messages.stream().sorted(NEWEST_FIRST).toList();
    }

    private List<Message> walk(int size) {
        List<Message> walked = new ArrayList<>();
        Page<Message> page = list(PageRequest.first(size));
        walked.addAll(page.items());
        while (page.hasNext()) {
            page = list(
                    PageRequest.first(size).after(walked.get(walked.size() - 1).sid()));
            walked.addAll(page.items());
        }
        return walked;
    }

    private Page<Message> list(PageRequest page) {
        return database.resources().list(account, MessageFilter.NONE, page);
    }

    private Page<Media> media(String messageSid, PageRequest page) {
        return database.resources().list(account, MediaFilter.of(messageSid), page);
    }

    private static PageRequest before(Message row, int size) {
        return new PageRequest(size, 0, new Anchor(Direction.BEFORE, row.sid()));
    }

    private static Media attachment(String accountSid, String messageSid, Instant at) {
        return MediaBuilder.builder()
                .accountSid(accountSid)
                .messageSid(messageSid)
                .sid(sid("ME"))
                .progress(progress(0, ""))
                .contentType("image/png")
                .dateCreated(at)
                .dateUpdated(at)
                .lastReceivedAt(at)
                .build();
    }
}
