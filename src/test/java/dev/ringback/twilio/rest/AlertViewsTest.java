package dev.ringback.twilio.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.twilio.http.HttpMethod;
import com.twilio.rest.monitor.v1.Alert;
import org.junit.jupiter.api.Test;

class AlertViewsTest {
    @Test
    void twiliosLibraryReadsAnAlertWithRequestAndResponse() {
        Alert alert = Alert.fromJson(Rendered.json(AlertViews.INSTANCE, SampleResources.alert()), Rendered.MAPPER);

        assertThat(alert.getSid()).isEqualTo(SampleResources.ALERT_SID);
        assertThat(alert.getErrorCode()).isEqualTo("11200");
        assertThat(alert.getLogLevel()).isEqualTo("error");
        assertThat(alert.getAlertText()).isEqualTo("Msg=bad&ErrorCode=11200");
        assertThat(alert.getMoreInfo()).isEqualTo("https://www.twilio.com/docs/errors/11200");
        assertThat(alert.getResourceSid()).isEqualTo(SampleResources.CALL_SID);
        assertThat(alert.getServiceSid()).isEqualTo("PN00000000000000000000000000000011");
        assertThat(alert.getRequestMethod()).isEqualTo(HttpMethod.POST);
        assertThat(alert.getRequestUrl()).isEqualTo("https://hooks.example.com/twilio");
        assertThat(alert.getRequestVariables()).isEqualTo("CallSid=" + SampleResources.CALL_SID);
        assertThat(alert.getRequestHeaders()).isEqualTo("Accept=*%2F*");
        assertThat(alert.getResponseHeaders()).isEqualTo("Server=nginx");
        assertThat(alert.getResponseBody()).isEqualTo("<html>");
        assertThat(alert.getDateGenerated()).isEqualTo(Rendered.date(SampleResources.CREATED));
        assertThat(alert.getUrl()).hasToString(Rendered.BASE + "/v1/Alerts/" + SampleResources.ALERT_SID);
    }

    @Test
    void inAListAnAlertHasNeitherRequestNorResponse() {
        JsonNode alert = Rendered.tree(AlertViews.IN_LIST, SampleResources.alert());

        assertThat(alert.size()).isEqualTo(15);
        assertThat(alert.fieldNames())
                .toIterable()
                .doesNotContain("request_variables", "request_headers", "response_headers", "response_body");
    }

    /** Python's library reads no fraction. */
    @Test
    void datesAreIsoWithoutFraction() {
        JsonNode alert = Rendered.tree(AlertViews.IN_LIST, SampleResources.alert());

        assertThat(alert.get("date_created").asText()).isEqualTo("2026-01-02T03:04:05Z");
    }
}
