package dev.ringback.twilio.rest;

import static dev.ringback.twilio.rest.SampleResources.ACCOUNT_PATH;
import static dev.ringback.twilio.rest.SampleResources.ACCOUNT_SID;
import static dev.ringback.twilio.rest.SampleResources.MEDIA_SID;
import static dev.ringback.twilio.rest.SampleResources.MESSAGE_SID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.message.Media;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageViewsTest {
    @Test
    void twiliosLibraryReadsAMessage() {
        Message message = Message.fromJson(
                Rendered.json(MessageViews.MESSAGE, SampleResources.message("undelivered")), Rendered.MAPPER);

        assertThat(message.getSid()).isEqualTo(MESSAGE_SID);
        assertThat(message.getAccountSid()).isEqualTo(ACCOUNT_SID);
        assertThat(message.getStatus()).isEqualTo(Message.Status.UNDELIVERED);
        assertThat(message.getDirection()).isEqualTo(Message.Direction.OUTBOUND_API);
        assertThat(message.getTo()).isEqualTo("+14155550101");
        assertThat(message.getFrom()).hasToString("+14155550100");
        assertThat(message.getBody()).isEqualTo("say \"hi\" \u00e9\ud83d\ude00");
        assertThat(message.getMessagingServiceSid()).isEqualTo("MG00000000000000000000000000000010");
        assertThat(message.getNumSegments()).isEqualTo("2");
        assertThat(message.getNumMedia()).isEqualTo("1");
        assertThat(message.getErrorCode()).isEqualTo(30007);
        assertThat(message.getErrorMessage()).isEqualTo("Carrier violation");
        assertThat(message.getPrice()).isNull();
        assertThat(message.getPriceUnit()).isNull();
        assertThat(message.getDateCreated()).isEqualTo(Rendered.date(SampleResources.CREATED));
        assertThat(message.getDateUpdated()).isEqualTo(Rendered.date(SampleResources.UPDATED));
        assertThat(message.getDateSent()).isEqualTo(Rendered.date(SampleResources.SENT));
        assertThat(message.getUri()).isEqualTo(ACCOUNT_PATH + "/Messages/" + MESSAGE_SID + ".json");
        assertThat(message.getSubresourceUris())
                .isEqualTo(Map.of("media", ACCOUNT_PATH + "/Messages/" + MESSAGE_SID + "/Media.json"));
    }

    @Test
    void anUnknownFieldIsNullAndNeverLeftOut() {
        JsonNode message = Rendered.tree(MessageViews.MESSAGE, SampleResources.sparseMessage());

        assertThat(message.fieldNames())
                .toIterable()
                .containsExactly(
                        "sid",
                        "date_created",
                        "date_updated",
                        "date_sent",
                        "account_sid",
                        "to",
                        "from",
                        "messaging_service_sid",
                        "body",
                        "status",
                        "num_segments",
                        "num_media",
                        "direction",
                        "api_version",
                        "price",
                        "price_unit",
                        "error_code",
                        "error_message",
                        "uri",
                        "subresource_uris");
        for (String unknown : new String[] {
            "date_sent",
            "from",
            "messaging_service_sid",
            "body",
            "num_segments",
            "num_media",
            "direction",
            "price",
            "price_unit",
            "error_code",
            "error_message"
        }) {
            assertThat(message.get(unknown).isNull()).as(unknown).isTrue();
        }
        assertThat(message.get("api_version").asText()).isEqualTo("2010-04-01");
    }

    @ParameterizedTest
    @CsvSource({
        "SM, outbound-api,, 0",
        "SM, outbound-reply,, 0",
        "SM, outbound-call,, 0",
        "MM, outbound-api,,",
        "MM, outbound-api, 2, 2",
        "SM, outbound-api, 1, 1",
        "SM, inbound,,",
        "SM,,,",
        "SM, inbound, 0, 0"
    })
    void theSidOfAnOutboundMessageProvesThatItHasNoMedia(
            String prefix, @Nullable String direction, @Nullable Integer told, @Nullable String shown) {
        dev.ringback.model.Message message =
                SampleResources.sparseMessage(prefix + "0".repeat(32), "queued", direction, told);

        for (ResourceView<dev.ringback.model.Message> view : List.of(MessageViews.MESSAGE, MessageViews.SMS_MESSAGE)) {
            assertThat(Rendered.tree(view, message).get("num_media").textValue())
                    .isEqualTo(shown);
            assertThat(view.missing(List.of(message)).contains("num_media")).isEqualTo(shown == null);
        }
    }

    @Test
    void numbersThatTwilioWritesAsStringsAreStrings() {
        JsonNode message = Rendered.tree(MessageViews.MESSAGE, SampleResources.message("sent"));

        assertThat(message.get("num_segments").isTextual()).isTrue();
        assertThat(message.get("num_media").isTextual()).isTrue();
        assertThat(message.get("error_code").isInt()).isTrue();
        assertThat(message.get("date_created").asText()).isEqualTo("Fri, 02 Jan 2026 03:04:05 +0000");
    }

    @Test
    void twiliosLibraryReadsMedia() {
        String json = Rendered.json(MessageViews.MEDIA, SampleResources.media());
        Media media = Media.fromJson(json, Rendered.MAPPER);

        assertThat(media.getSid()).isEqualTo(MEDIA_SID);
        assertThat(media.getParentSid()).isEqualTo(MESSAGE_SID);
        assertThat(media.getContentType()).isEqualTo("image/jpeg");
        assertThat(media.getDateCreated()).isEqualTo(Rendered.date(SampleResources.CREATED));
        assertThat(media.getUri())
                .isEqualTo(ACCOUNT_PATH + "/Messages/" + MESSAGE_SID + "/Media/" + MEDIA_SID + ".json");
        assertThat(Rendered.tree(json).size()).isEqualTo(7);
        assertThat(MessageViews.MEDIA.listKey()).isEqualTo("media_list");
    }
}
