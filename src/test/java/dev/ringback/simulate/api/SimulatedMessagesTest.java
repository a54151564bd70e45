package dev.ringback.simulate.api;

import static dev.ringback.simulate.api.TestTwilio.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.base.Page;
import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.security.RequestValidator;
import com.twilio.type.PhoneNumber;
import dev.ringback.conformance.AnswerShape;
import dev.ringback.model.Parameters;
import dev.ringback.simulate.Target;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages of the stand-in, mostly as Twilio's own Java library sees them. */
class SimulatedMessagesTest {
    private static final PhoneNumber TO = new PhoneNumber("+14155550150");
    private static final PhoneNumber FROM = new PhoneNumber("+14155550100");

    private final TestTwilio test = new TestTwilio();
    private final SimulatedTwilio twilio = test.twilio();
    private final TwilioRestClient client = test.client();

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void aMessageIsSentReadDeliveredAndPriced() {
        Message created = Message.creator(TO, FROM, "Hello").create(client);

        assertThat(created.getStatus()).isEqualTo(Message.Status.QUEUED);
        assertThat(created.getBody()).isEqualTo("Hello");
        assertThat(created.getNumSegments()).isEqualTo("1");
        assertThat(created.getDateSent()).isNull();
        assertThat(created.getPrice()).isNull();
        twilio.advance(Duration.ofSeconds(2));
        assertThat(fetch(created).getStatus()).isEqualTo(Message.Status.SENT);
        twilio.advance(Duration.ofSeconds(2));
        Message delivered = fetch(created);
        assertThat(delivered.getStatus()).isEqualTo(Message.Status.DELIVERED);
        assertThat(delivered.getDateSent()).isEqualTo(ZonedDateTime.parse("2026-03-01T12:00:01Z"));
        assertThat(delivered.getPrice()).isNull();
        twilio.advance(Duration.ofMinutes(2));
        assertThat(new BigDecimal(fetch(created).getPrice())).isNegative();
    }

    @Test
    void callbacksGoToTheUrlOfTheCreateAndAreSigned() {
        try (Target target = Target.answering(204)) {
            Message created = Message.creator(TO, "MG00000000000000000000000000000001", "Hello")
                    .setStatusCallback(URI.create(target.url() + "?order=1"))
                    .create(client);
            assertThat(created.getStatus()).isEqualTo(Message.Status.ACCEPTED);
            assertThat(created.getFrom()).isNull();
            assertThat(created.getNumSegments()).isEqualTo("0");

            twilio.advance(Duration.ofMinutes(1));

            assertThat(target.requests())
                    .extracting(request -> request.parameters().get("MessageStatus"))
                    .containsExactly("queued", "sent", "delivered");
            Parameters last = target.requests().get(2).parameters();
            assertThat(last.get("MessageSid")).isEqualTo(created.getSid());
            assertThat(last.get("From")).startsWith("+1415555");
            assertThat(target.requests())
                    .allMatch(request -> new RequestValidator(TestTwilio.AUTH_TOKEN)
                            .validate(target.url() + "?order=1", map(request.parameters()), request.signature()));
            assertThat(twilio.callbacks().accepted()).isEqualTo(3);
        }
    }

    private static Map<String, String> map(Parameters parameters) {
        Map<String, String> map = new HashMap<>();
        parameters.forEach(parameter -> map.put(parameter.name(), parameter.value()));
        return map;
    }

    @Test
    void aShareOfMessagesFailsAndAShareOfCallbacksIsLost() {
        try (Target target = Target.answering(204)) {
            twilio.conditions().unsuccessful(0, 1).lostCallbacks(1);
            Message created = Message.creator(TO, FROM, "Hello")
                    .setStatusCallback(URI.create(target.url()))
                    .create(client);

            twilio.advance(Duration.ofMinutes(1));

            assertThat(fetch(created).getStatus()).isEqualTo(Message.Status.UNDELIVERED);
            assertThat(fetch(created).getErrorCode()).isBetween(30003, 30008);
            assertThat(target.requests()).isEmpty();
            assertThat(twilio.callbacks().lost()).isEqualTo(2);
        }
    }

    @Test
    void listsArePagedByTokenFromTheNewestOn() {
        for (int i = 0; i < 25; i++) {
            twilio.add(TestTwilio.message(i, TestTwilio.START.minusSeconds(100 - i)));
        }

        List<String> sids = new ArrayList<>();
        Page<Message> page = Message.reader().pageSize(10).firstPage(client);
        List<Integer> sizes = new ArrayList<>();
        while (page != null) {
            sizes.add(page.getRecords().size());
            page.getRecords().forEach(message -> sids.add(message.getSid()));
            page = page.hasNextPage() ? Message.reader().nextPage(page, client) : null;
        }

        assertThat(sizes).containsExactly(10, 10, 5);
        assertThat(sids).hasSize(25).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void filtersChooseByNumberAndDate() {
        twilio.add(TestTwilio.message(1, TestTwilio.START.minus(Duration.ofDays(2))));
        twilio.add(TestTwilio.message(2, TestTwilio.START.minus(Duration.ofDays(1))));

        assertThat(Message.reader()
                        .setDateSentAfter(ZonedDateTime.parse("2026-02-28T00:00:00Z"))
                        .setTo(TO)
                        .read(client))
                .extracting(Message::getBody)
                .containsExactly("message 2");
        assertThat(Message.reader().setFrom(TO).read(client)).isEmpty();
    }

    @Test
    void aMessageIsRedactedAndDeletedOnce() {
        Message created = Message.creator(TO, FROM, "Hello").create(client);
        assertThatThrownBy(() -> Message.deleter(created.getSid()).delete(client))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo(20009));
        twilio.advance(Duration.ofMinutes(1));

        assertThat(Message.updater(created.getSid()).setBody("").update(client).getBody())
                .isEmpty();
        assertThat(Message.deleter(created.getSid()).delete(client)).isTrue();

        assertThatThrownBy(() -> Message.deleter(created.getSid()).delete(client))
                .isInstanceOfSatisfying(ApiException.class, refused -> {
                    assertThat(refused.getCode()).isEqualTo(20404);
                    assertThat(refused.getStatusCode()).isEqualTo(404);
                });
    }

    @Test
    void aScheduledMessageIsCanceledOrSent() {
        Message canceled = scheduled();
        Message sent = scheduled();
        assertThat(canceled.getStatus()).isEqualTo(Message.Status.SCHEDULED);

        Message.updater(canceled.getSid())
                .setStatus(Message.UpdateStatus.CANCELED)
                .update(client);
        twilio.advance(Duration.ofHours(2));

        assertThat(fetch(canceled).getStatus()).isEqualTo(Message.Status.CANCELED);
        assertThat(fetch(sent).getStatus()).isEqualTo(Message.Status.DELIVERED);
        assertThatThrownBy(() -> Message.updater(sent.getSid())
                        .setStatus(Message.UpdateStatus.CANCELED)
                        .update(client))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo(30409));
    }

    private Message scheduled() {
        return Message.creator(TO, "MG00000000000000000000000000000001", "Later")
                .setScheduleType(Message.ScheduleType.FIXED)
                .setSendAt(ZonedDateTime.parse("2026-03-01T13:00:00Z"))
                .create(client);
    }

    @ParameterizedTest
    @CsvSource({
        "From=%2B14155550100&Body=x, 21604",
        "To=nobody&From=%2B14155550100&Body=x, 21211",
        "To=%2B14155550150&Body=x, 21603",
        "To=%2B14155550150&From=%2B14155550100, 21602",
        "To=%2B14155550150&From=%2B14155550100&Body=x&StatusCallback=http://under_score.example.com/, 21609",
        "To=%2B14155550150&From=%2B14155550100&Body=x&StatusCallback=nonsense, 21609",
        "To=%2B14155550150&MessagingServiceSid=MG1&Body=x&ScheduleType=fixed, 35111",
        "To=%2B14155550150&MessagingServiceSid=MG1&Body=x&ScheduleType=fixed&SendAt=2026-03-01T12:01:00Z, 35114"
    })
    void aBadCreateIsRefusedWithTwiliosCode(String form, int code) throws Exception {
        var answer = test.post(path("/Messages.json"), form);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":" + code);
        assertThat(twilio.messageCount()).isZero();
    }

    @Test
    void answersHaveTheShapeThatTwilioDocuments() throws Exception {
        Message created = Message.creator(TO, FROM, "Hello").create(client);
        Message withMedia = Message.creator(TO, FROM, "Hello")
                .setMediaUrl(List.of(URI.create("https://example.com/a.jpg")))
                .create(client);
        assertThat(withMedia.getSid()).startsWith("MM");
        for (String address : List.of(
                "/Messages.json",
                "/Messages/" + created.getSid() + ".json",
                "/Messages/" + withMedia.getSid() + "/Media.json",
                ".json")) {
            AnswerShape.check(path(address), test.get(path(address)).body());
        }
        assertThat(test.get(path("/Messages/" + created.getSid())).body())
                .startsWith("<?xml")
                .contains("<Sid>SM");
    }

    @Test
    void twoEqualCreatesMakeTwoMessages() throws Exception {
        String form = "To=%2B14155550150&From=%2B14155550100&Body=mark-1";
        test.post(path("/Messages.json"), form);
        test.post(path("/Messages.json"), form);

        assertThat(twilio.messageCount()).isEqualTo(2);
        assertThat(twilio.requests().repeatedPosts(post -> post.form().get("Body")))
                .containsExactlyEntriesOf(Map.of("mark-1", 2L));
    }

    private Message fetch(Message message) {
        return Message.fetcher(message.getSid()).fetch(client);
    }
}
