package dev.ringback.twilio.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.monitor.v1.Alert;
import dev.ringback.model.Page;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Parameters;
import dev.ringback.twilio.FormBody;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListPageTest {
    private static final String PATH = SampleResources.ACCOUNT_PATH + "/Messages.json";
    private static final String SID = SampleResources.MESSAGE_SID;

    @Test
    void theFirstPageOfAListHasTwiliosEnvelope() {
        JsonNode page =
                page(new PageRequest(2, 0, null), 2, true, "To=%2B14155550101&DateSent%3E=2026-01-02&PageSize=2");

        String filters = PATH + "?To=%2B14155550101&DateSent%3E=2026-01-02&PageSize=2";
        assertThat(page.get("messages")).hasSize(2);
        assertThat(page.get("uri").asText()).isEqualTo(filters + "&Page=0");
        assertThat(page.get("first_page_uri").asText()).isEqualTo(filters + "&Page=0");
        assertThat(page.get("next_page_uri").asText()).isEqualTo(filters + "&Page=1&PageToken=RA" + SID);
        assertThat(page.get("previous_page_uri").isNull()).isTrue();
        assertThat(page.get("page").asInt()).isZero();
        assertThat(page.get("page_size").asInt()).isEqualTo(2);
        assertThat(page.get("start").asInt()).isZero();
        assertThat(page.get("end").asInt()).isEqualTo(1);
    }

    /** Python's and Ruby's libraries take the one member they do not know as the list. */
    @Test
    void theEnvelopeHasNoMemberButTwilios() {
        JsonNode page = page(PageRequest.first(), 1, false, "");

        assertThat(page.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "messages",
                        "first_page_uri",
                        "next_page_uri",
                        "previous_page_uri",
                        "uri",
                        "page",
                        "page_size",
                        "start",
                        "end");
    }

    @Test
    void aPageInTheMiddleNamesItsNeighboursAndItself() {
        PageRequest request = new PageRequest(2, 3, null).after(SID);
        JsonNode page = page(request, 1, true, "");

        assertThat(page.get("uri").asText()).isEqualTo(PATH + "?PageSize=2&Page=4&PageToken=RA" + SID);
        assertThat(page.get("next_page_uri").asText()).isEqualTo(PATH + "?PageSize=2&Page=5&PageToken=RA" + SID);
        assertThat(page.get("previous_page_uri").asText()).isEqualTo(PATH + "?PageSize=2&Page=3&PageToken=RB" + SID);
        assertThat(page.get("start").asInt()).isEqualTo(8);
        assertThat(page.get("end").asInt()).isEqualTo(8);
    }

    @Test
    void anEmptyPageHasNoNeighboursAndCountsFromZero() {
        JsonNode page = page(new PageRequest(50, 2, null), 0, false, "");

        assertThat(page.get("messages")).isEmpty();
        assertThat(page.get("next_page_uri").isNull()).isTrue();
        assertThat(page.get("previous_page_uri").isNull()).isTrue();
        assertThat(page.get("start").asInt()).isZero();
        assertThat(page.get("end").asInt()).isZero();
    }

    @Test
    void filtersAreEncodedAsTwilioEncodesThem() {
        Parameters query = FormBody.parse("DateSent<=06/11/2019 22:05:25 MST&To=%2B1&Page=7&PageToken=x")
                .parameters();

        assertThat(ListAddress.of("/p", query).filters())
                .isEqualTo("DateSent%3C=06%2F11%2F2019+22%3A05%3A25+MST&To=%2B1");
    }

    @Test
    void twiliosLibraryReadsAPageAndFindsTheNext() {
        ListPage<dev.ringback.model.Message> page = listPage(new PageRequest(2, 0, null), 2, true, "");
        com.twilio.base.Page<Message> read = com.twilio.base.Page.fromJson(
                "messages", Rendered.text(new JsonFormat(Rendered.BASE).list(page)), Message.class, Rendered.MAPPER);

        assertThat(read.getRecords()).hasSize(2);
        assertThat(read.getPageSize()).isEqualTo(2);
        assertThat(read.getNextPageUrl("api"))
                .isEqualTo("https://api.twilio.com" + PATH + "?PageSize=2&Page=1&PageToken=RA" + SID);
    }

    @Test
    void twiliosLibraryReadsAPageOfAlertsAndFindsTheNext() {
        String url = Rendered.BASE + "/v1/Alerts";
        ListPage<dev.ringback.model.Alert> page = ListPage.of(
                AlertViews.IN_LIST,
                new PageRequest(1, 0, null),
                new Page<>(List.of(SampleResources.alert()), true),
                url,
                Parameters.none());
        String json = Rendered.text(new JsonFormat(Rendered.BASE).metaList(page));
        com.twilio.base.Page<Alert> read = com.twilio.base.Page.fromJson("alerts", json, Alert.class, Rendered.MAPPER);

        assertThat(read.getRecords()).hasSize(1);
        assertThat(read.getNextPageUrl("monitor"))
                .isEqualTo(url + "?PageSize=1&Page=1&PageToken=RA" + SampleResources.ALERT_SID);
        assertThat(Rendered.tree(json).fieldNames()).toIterable().containsExactly("alerts", "meta");
        assertThat(Rendered.tree(json).get("meta").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "page", "page_size", "first_page_url", "previous_page_url", "url", "next_page_url", "key");
        assertThat(Rendered.tree(json).at("/meta/key").asText()).isEqualTo("alerts");
    }

    private static JsonNode page(PageRequest request, int rows, boolean hasNext, String query) {
        ListPage<dev.ringback.model.Message> page = listPage(request, rows, hasNext, query);
        return Rendered.tree(Rendered.text(new JsonFormat(Rendered.BASE).list(page)));
    }

    private static ListPage<dev.ringback.model.Message> listPage(
            PageRequest request, int rows, boolean hasNext, String query) {
        return ListPage.of(
                MessageViews.MESSAGE,
                request,
                new Page<>(java.util.Collections.nCopies(rows, SampleResources.message("sent")), hasNext),
                PATH,
                FormBody.parse(query).parameters());
    }
}
