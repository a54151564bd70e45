package dev.ringback.simulate.api;

import static dev.ringback.simulate.api.TestTwilio.START;
import static dev.ringback.simulate.api.TestTwilio.media;
import static dev.ringback.simulate.api.TestTwilio.message;
import static dev.ringback.simulate.api.TestTwilio.path;
import static dev.ringback.simulate.api.TestTwilio.unauthorized;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.model.Media;
import dev.ringback.simulate.api.content.RandomContent;
import dev.ringback.simulate.api.http.BodyFault;
import dev.ringback.simulate.api.http.Fault;
import dev.ringback.simulate.api.http.RecordedRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The content of attachments, which is at another host than the API. */
class SimulatedMediaHostTest {
    private static final Media MEDIA = media(1, "image/png");
    private static final String ADDRESS = path("/Messages/" + MEDIA.messageSid() + "/Media/" + MEDIA.sid());

    private final TestTwilio test = new TestTwilio();
    private final SimulatedTwilio twilio = test.twilio();

    @BeforeEach
    void add() {
        twilio.add(message(1, START));
        twilio.add(MEDIA);
    }

    @AfterEach
    void close() {
        test.close();
    }

    private String location() throws Exception {
        return test.get(ADDRESS).headers().firstValue("Location").orElseThrow();
    }

    private HttpResponse<byte[]> content(String url) throws Exception {
        return test.send(unauthorized(url).GET(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void theApiRedirectsToASecondHostThatHasTheContent() throws Exception {
        HttpResponse<String> redirect = test.get(ADDRESS);
        String location = redirect.headers().firstValue("Location").orElseThrow();
        HttpResponse<byte[]> content = content(location);

        assertThat(redirect.statusCode()).isEqualTo(307);
        assertThat(redirect.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(new ObjectMapper()
                        .readTree(redirect.body())
                        .get("redirect_to")
                        .asText())
                .isEqualTo(location);
        assertThat(location)
                .startsWith(twilio.mediaHost().url() + "/")
                .contains("?Expires=" + START.plus(Duration.ofHours(4)).getEpochSecond());
        assertThat(twilio.mediaHost().port()).isNotEqualTo(twilio.port());
        assertThat(content.statusCode()).isEqualTo(200);
        assertThat(content.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(content.body()).isEqualTo(twilio.contents().of(MEDIA).bytes());
        assertThat(twilio.mediaHost().requests().all())
                .extracting(RecordedRequest::isAuthorized)
                .containsExactly(false);
    }

    @Test
    void credentialsAreRefusedThereAndSeen() throws Exception {
        String location = location();

        HttpResponse<String> refused = test.send(
                unauthorized(location).header("Authorization", "Basic QUM6eA==").GET());

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("<Error><Code>InvalidArgument</Code>");
        assertThat(twilio.mediaHost().requests().matching(RecordedRequest::isAuthorized))
                .singleElement()
                .satisfies(request -> assertThat(request.status()).isEqualTo(400));
    }

    @Test
    void anAddressIsOverAfterFourHours() throws Exception {
        String location = location();
        twilio.advance(Duration.ofHours(4).minusSeconds(1));
        assertThat(content(location).statusCode()).isEqualTo(200);

        twilio.advance(Duration.ofSeconds(1));

        HttpResponse<String> over = test.send(unauthorized(location).GET());
        assertThat(over.statusCode()).isEqualTo(403);
        assertThat(over.headers().firstValue("Content-Type")).contains("application/xml");
        assertThat(over.body()).contains("<Code>AccessDenied</Code>");
        assertThat(content(location()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Expires=[0-9]+|Expires=99999999999", "Signature=.*|Signature=0", "[?].*|", "ME0+1|ME2"})
    void anAddressThatTheApiHasNotWrittenIsRefused(String change) throws Exception {
        String[] parts = change.split("[|]", 2);
        String changed = location().replaceFirst(parts[0], parts[1]);

        assertThat(content(changed).statusCode()).isEqualTo(403);
    }

    @Test
    void theContentOfADeletedAttachmentIsGoneFromItsAddressToo() throws Exception {
        String location = location();
        assertThat(test.delete(ADDRESS + ".json").statusCode()).isEqualTo(204);

        assertThat(content(location).statusCode()).isEqualTo(404);
        assertThat(test.get(ADDRESS).statusCode()).isEqualTo(404);
    }

    @Test
    void moreThanOneRedirectMayLeadToTheContent() throws Exception {
        twilio.conditions().media().redirects(2);

        HttpResponse<byte[]> hop = content(location());
        assertThat(hop.statusCode()).isEqualTo(302);
        HttpResponse<byte[]> content =
                content(hop.headers().firstValue("Location").orElseThrow());

        assertThat(content.body()).isEqualTo(twilio.contents().of(MEDIA).bytes());
        assertThatThrownBy(() -> twilio.conditions().media().redirects(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/latest/meta-data/", "file:///etc/passwd", "https://example.com/x"})
    void aTestSaysWhereRedirectsLead(String elsewhere) throws Exception {
        twilio.conditions().media().address(right -> elsewhere);
        HttpResponse<String> redirect = test.get(ADDRESS);
        assertThat(redirect.headers().firstValue("Location")).contains(elsewhere);
        assertThat(redirect.body()).contains(elsewhere);

        twilio.conditions().media().address(right -> right.replace("127.0.0.1", "localhost"));
        String byName = location();
        assertThat(byName).startsWith("http://localhost:");
        twilio.mediaHost().faults().once(Fault.redirectTo(elsewhere));
        assertThat(content(twilio.mediaHost().url() + "/").headers().firstValue("Location"))
                .contains(elsewhere);
    }

    @Test
    void contentCanBeReadInPartsAndOnlyRead() throws Exception {
        twilio.contents().give(MEDIA.sid(), new RandomContent("large", 6L << 30));
        String location = location();

        HttpResponse<byte[]> part = test.send(
                unauthorized(location).header("Range", "bytes=6442450940-").GET(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).hasSize(4);
        assertThat(test.send(unauthorized(location).DELETE()).statusCode()).isEqualTo(405);
    }

    @Test
    void faultsMeetTheSecondHostToo() throws Exception {
        String location = location();
        twilio.mediaHost().faults().times(2, request -> request.is("GET", MEDIA.sid()), storage404());
        twilio.mediaHost().faults().once(BodyFault.cutAfter(1_000));

        assertThat(content(location).statusCode()).isEqualTo(404);
        assertThat(content(location).statusCode()).isEqualTo(404);
        assertThatThrownBy(() -> content(location)).isInstanceOf(IOException.class);
        assertThat(content(location).body())
                .isEqualTo(twilio.contents().of(MEDIA).bytes());
        assertThat(twilio.mediaHost().requests().answeredWith(404)).isEqualTo(2);
        assertThat(twilio.faults().isPlanned()).isFalse();
    }

    private static Fault storage404() {
        return BodyFault.storageError(404, "NoSuchKey");
    }

    @Test
    void theSecondHostGoesDownAlone() throws Exception {
        String location = location();
        twilio.mediaHost().goDown();
        assertThatThrownBy(() -> content(location)).isInstanceOf(ConnectException.class);
        assertThat(test.get(ADDRESS).statusCode()).isEqualTo(307);

        twilio.mediaHost().comeUp();

        assertThat(content(location).statusCode()).isEqualTo(200);
    }

    @Test
    void theListOfAMessageMayBeEmptyAtFirst() throws Exception {
        twilio.conditions().media().emptyLists(2);
        twilio.add(message(2, START));
        twilio.add(media(2, "image/gif"));
        String list = path("/Messages/" + MEDIA.messageSid() + "/Media.json");

        assertThat(test.get(list).body()).contains("\"media_list\":[]");
        assertThat(test.get(ADDRESS + ".json").statusCode()).isEqualTo(200);
        assertThat(test.get(list).body()).contains("\"media_list\":[]");
        assertThat(test.get(list).body()).contains(MEDIA.sid());
        assertThat(test.get(path("/Messages/" + message(2, START).sid() + "/Media.json"))
                        .body())
                .contains("\"media_list\":[]");
    }

    @Test
    void eachAttachmentHasContentOfItsOwn() throws Exception {
        twilio.add(media(2, "image/png"));

        assertThat(Arrays.equals(
                        twilio.contents().of(MEDIA).bytes(),
                        twilio.contents().of(media(2, "image/png")).bytes()))
                .isFalse();
    }
}
