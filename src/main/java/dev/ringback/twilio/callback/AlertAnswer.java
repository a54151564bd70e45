package dev.ringback.twilio.callback;

import dev.ringback.model.Alert;
import dev.ringback.model.AlertBuilder;
import dev.ringback.model.Progress;

/** Reads Monitor's alerts as it answers them: in a list without, on their own with the request and the response that they are about. */
final class AlertAnswer {
    private AlertAnswer() {}

    static Alert alert(AnswerFields fields) {
        return AlertBuilder.builder()
                .accountSid(fields.event().accountSid())
                .sid(fields.event().sid())
                .progress(Progress.none(fields.event().source()))
                .resourceSid(fields.text("resource_sid"))
                .serviceSid(fields.text("service_sid"))
                .errorCode(fields.text("error_code"))
                .logLevel(fields.text("log_level"))
                .alertText(fields.text("alert_text"))
                .apiVersion(fields.text("api_version"))
                .requestMethod(fields.text("request_method"))
                .requestUrl(fields.text("request_url"))
                .requestVariables(fields.text("request_variables"))
                .requestHeaders(fields.text("request_headers"))
                .responseHeaders(fields.text("response_headers"))
                .responseBody(fields.text("response_body"))
                .dateCreated(fields.created())
                .dateUpdated(fields.updated())
                .lastReceivedAt(fields.event().receivedAt())
                .answered(fields.answered())
                .build();
    }
}
