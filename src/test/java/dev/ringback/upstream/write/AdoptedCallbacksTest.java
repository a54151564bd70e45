package dev.ringback.upstream.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.Actor;
import dev.ringback.model.Parameters;
import dev.ringback.outbound.RequestContent;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.adopted.AdoptedCallback;
import dev.ringback.twilio.adopted.CallbackSeal;
import dev.ringback.twilio.callback.CallbackMark;
import dev.ringback.twilio.callback.SealedCallback;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdoptedCallbacksTest {
    private static final String ACCOUNT = "AC00000000000000000000000000000001";
    private static final String MARK = CallbackMark.next();
    private static final String OWN = "https://app.example.com/hook?order=1";
    private static final String OWN_ENCODED = URLEncoder.encode(OWN + "#rc=2", StandardCharsets.UTF_8);

    private final CallbackSeal seal = new CallbackSeal(new Accounts(List.of(Account.of(ACCOUNT, "token"))));
    private final List<String> told = new ArrayList<>();
    private final KeptCallbacks listener = new KeptCallbacks() {
        @Override
        public void kept(String accountSid, CallbackFate fate) {
            told.add(fate.reason());
        }

        @Override
        public void adopted(String accountSid) {
            told.add("adopted");
        }
    };
    private final AdoptedCallbacks callbacks =
            new AdoptedCallbacks("https://hooks.example.com/in/twilio#rc=3", seal, listener);

    private static Write write(WriteKind kind, String account, String query, String form) {
        return new Write(
                kind,
                account,
                "/2010-04-01/Accounts/AC1/X.json" + query,
                Map.of(),
                "application/x-www-form-urlencoded; charset=UTF-8",
                RequestContent.of(form),
                new Actor(null, "me", null, null));
    }

    private SentCreate sent(WriteKind kind, String form) {
        return callbacks.of(write(kind, ACCOUNT, "", form), MARK);
    }

    private AdoptedCallback sealed(String url) {
        String target = url.substring(url.indexOf('/', "https://".length()), url.indexOf('#'));
        return seal.open(ACCOUNT, SealedCallback.in(target).orElseThrow()).orElseThrow();
    }

    private static List<String> values(Parameters parameters, String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameters.Parameter::value)
                .toList();
    }

    @Test
    void anEmptyCallbackIsNoneAndOursStandsInItsPlace() {
        String body = sent(WriteKind.MESSAGE_CREATE, "StatusCallback=&To=%2B14155550101")
                .content()
                .text();

        assertThat(body).startsWith("To=%2B14155550101&StatusCallback=");
        assertThat(values(FormBody.parse(body).parameters(), "StatusCallback")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "MESSAGE_CREATE, StatusCallback",
        "CALL_CREATE, StatusCallback",
        "PARTICIPANT_CREATE, StatusCallback",
        "CALL_RECORDING_CREATE, RecordingStatusCallback",
        "REALTIME_TRANSCRIPTION_CREATE, StatusCallbackUrl"
    })
    void oursStandsInThePlaceOfTheCallers(WriteKind kind, String name) {
        SentCreate create = sent(kind, "To=%2B14155550101&" + name + '=' + OWN_ENCODED + "&Body=%E4+x");

        assertThat(create.callback()).isEqualTo(CallbackFate.ADOPTED);
        assertThat(create.content().text()).startsWith("To=%2B14155550101&Body=%E4+x&" + name + '=');
        List<String> urls = values(FormBody.parse(create.content().bytes()).parameters(), name);
        assertThat(urls).hasSize(1).first().asString().satisfies(url -> {
            assertThat(url)
                    .startsWith("https://hooks.example.com/in/twilio?rb=" + MARK + "&rb=a1_")
                    .endsWith("#rc=3");
            assertThat(sealed(url).url()).hasToString(OWN);
        });
    }

    @Test
    void methodAndEventsAreSealedAndTwilioIsAskedForAllByPost() {
        SentCreate create = sent(
                WriteKind.CALL_CREATE,
                "StatusCallbackMethod=GET&StatusCallback=" + OWN_ENCODED
                        + "&StatusCallbackEvent=ringing&StatusCallbackEvent=answered");
        Parameters form = FormBody.parse(create.content().bytes()).parameters();

        assertThat(form.has("StatusCallbackMethod")).isFalse();
        assertThat(values(form, "StatusCallbackEvent"))
                .containsExactly("ringing", "answered", "initiated", "completed");
        assertThat(sealed(String.valueOf(form.get("StatusCallback"))).isGet()).isTrue();
        assertThat(sealed(String.valueOf(form.get("StatusCallback"))).events())
                .containsExactlyInAnyOrder("ringing", "answered");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "CALL_CREATE, '', completed",
                "CALL_CREATE, '&StatusCallbackEvent=nonsense', completed",
                "CALL_CREATE, '&StatusCallbackEvent=initiated+ringing', initiated ringing",
                "PARTICIPANT_CREATE, '', completed",
                "MESSAGE_CREATE, '', ''",
                "CALL_RECORDING_CREATE, '&RecordingStatusCallbackEvent=in-progress', ''"
            })
    void theCallerGetsWhatTwilioWouldHaveTold(WriteKind kind, String asked, String events) {
        String name = kind == WriteKind.CALL_RECORDING_CREATE ? "RecordingStatusCallback" : "StatusCallback";
        SentCreate create = sent(kind, name + '=' + OWN_ENCODED + asked);
        String url = String.valueOf(
                FormBody.parse(create.content().bytes()).parameters().get(name));

        assertThat(sealed(url).events()).isEqualTo(events.isEmpty() ? Set.of() : Set.of(events.split(" ", -1)));
    }

    @Test
    void whereTheCallerHasSetNoneOursIsAdded() {
        Write write = write(WriteKind.MESSAGE_CREATE, ACCOUNT, "", "To=1&StatusCallback=");

        assertThat(callbacks.of(write, MARK).content())
                .isEqualTo(AddedCallbacks.to("https://hooks.example.com/in/twilio#rc=3")
                        .addTo(write, MARK));
        assertThat(callbacks.of(write, MARK).callback()).isEqualTo(CallbackFate.UNTOUCHED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MessagingServiceSid=MG1", "ApplicationSid=AP1"})
    void nothingIsDoneWhereAServiceHasUrlsOfItsOwn(String form) {
        assertThat(sent(WriteKind.MESSAGE_CREATE, form).content().text()).isEqualTo(form);
        assertThat(sent(WriteKind.MESSAGE_CREATE, form + "&StatusCallback=" + OWN_ENCODED)
                        .callback())
                .isEqualTo(CallbackFate.ADOPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.com/in/twilio",
                "https://HOOKS.example.com:443/in/twilio?order=1",
                "https://hooks.example.com/in/twilio/sms#rc=2"
            })
    void ringbacksOwnUrlStaysAsItIs(String url) {
        String form = "StatusCallback=" + URLEncoder.encode(url, StandardCharsets.UTF_8);

        assertThat(sent(WriteKind.MESSAGE_CREATE, form))
                .isEqualTo(new SentCreate(RequestContent.of(form), CallbackFate.UNTOUCHED));
    }

    @Test
    void anotherPathOfRingbacksHostIsAdopted() {
        assertThat(sent(WriteKind.MESSAGE_CREATE, "StatusCallback=https://hooks.example.com/in/twilios")
                        .callback())
                .isEqualTo(CallbackFate.ADOPTED);
    }

    @Test
    void aUrlThatWouldBeTooLongStays() {
        String form = "StatusCallback=https://app.example.com/" + "a".repeat(3_500);
        SentCreate create = sent(WriteKind.MESSAGE_CREATE, form);

        assertThat(create).isEqualTo(new SentCreate(RequestContent.of(form), CallbackFate.KEPT_TOO_LONG));
        assertThat(create.callback().text()).isEqualTo("kept; reason=too-long");
        callbacks.done(write(WriteKind.MESSAGE_CREATE, ACCOUNT, "", form), create.callback());
        assertThat(told).containsExactly("too-long");
    }

    @Test
    void nothingLongerThanTwilioTakesIsSent() {
        int longest = 0;
        for (int length = 2_500; length < 3_200; length++) {
            SentCreate create =
                    sent(WriteKind.MESSAGE_CREATE, "StatusCallback=https://app.example.com/" + "a".repeat(length));
            String url = FormBody.parse(create.content().bytes()).parameters().get("StatusCallback");
            longest = Math.max(longest, String.valueOf(url).length());
        }
        assertThat(longest).isBetween(3_990, 4_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"StatusCallback=nonsense", "StatusCallback=https://app.example.com&StatusCallbackMethod=PUT"})
    void whatOnlyTwilioCanJudgeStays(String form) {
        assertThat(sent(WriteKind.CALL_CREATE, form))
                .isEqualTo(new SentCreate(RequestContent.of(form), CallbackFate.KEPT_UNUSABLE));
    }

    @Test
    void whatStandsInTheQueryStays() {
        Write write = write(WriteKind.CALL_CREATE, ACCOUNT, "?StatusCallback=" + OWN_ENCODED, "To=1");

        assertThat(callbacks.of(write, MARK))
                .isEqualTo(new SentCreate(RequestContent.of("To=1"), CallbackFate.KEPT_IN_QUERY));
    }

    @Test
    void withoutAKeyNothingIsAdopted() {
        String form = "StatusCallback=" + OWN_ENCODED;

        assertThat(callbacks.of(write(WriteKind.MESSAGE_CREATE, "AC2", "", form), MARK))
                .isEqualTo(new SentCreate(RequestContent.of(form), CallbackFate.UNTOUCHED));
    }
}
