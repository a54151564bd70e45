package dev.ringback.twilio.callback;

import dev.ringback.model.Call;
import dev.ringback.model.CallBuilder;
import dev.ringback.model.CallStatus;
import dev.ringback.model.Certainty;
import dev.ringback.model.Erasure;
import dev.ringback.model.Progress;
import dev.ringback.model.SequenceNumbers;
import java.util.Set;

/** Reads calls as the REST API answers them. */
final class CallAnswer {
    private static final Set<String> AT_ONCE = Set.of("phone_number_sid", "group_sid", "trunk_sid");

    private CallAnswer() {}

    static Progress progress(AnswerFields fields) {
        String said = fields.status();
        if (said == null) {
            return Progress.none(fields.event().source());
        }
        CallStatus status = CallStatus.of(said).orElse(null);
        return new Progress(
                StateOrder.answeredCall(status, fields.askedAt()),
                status == null ? said : status.value(),
                fields.event().source());
    }

    static Call call(AnswerFields fields) {
        Progress progress = progress(fields);
        CallStatus status = CallStatus.of(progress.status()).orElse(CallStatus.QUEUED);
        boolean over = status.isFinal();
        return CallBuilder.builder()
                .accountSid(fields.event().accountSid())
                .sid(fields.event().sid())
                .progress(progress)
                .parentCallSid(fields.text("parent_call_sid"))
                .to(fields.text("to"))
                .from(fields.text("from"))
                .direction(fields.text("direction"))
                .apiVersion(fields.text("api_version"))
                .answeredBy(fields.text("answered_by"))
                .forwardedFrom(fields.text("forwarded_from"))
                .callerName(fields.text("caller_name"))
                // before the answer Twilio's start is another moment than afterwards
                .answeredAt(over || status == CallStatus.IN_PROGRESS ? fields.time("start_time") : null)
                .endedAt(over ? fields.time("end_time") : null)
                .duration(over ? fields.seconds("duration") : null)
                .dateCreated(fields.created())
                .dateUpdated(fields.updated())
                .lastReceivedAt(fields.event().receivedAt())
                .phoneNumberSid(fields.text("phone_number_sid"))
                .groupSid(fields.text("group_sid"))
                .trunkSid(fields.text("trunk_sid"))
                .queueTime(fields.text("queue_time"))
                .price(fields.text("price"))
                .priceUnit(fields.text("price_unit"))
                .sequenceNumbers(over ? SequenceNumbers.ALL : SequenceNumbers.NONE)
                .certainties(
                        new Call.Certainties(Certainty.TOLD, Certainty.TOLD, Certainty.TOLD, fields.createdCertainty()))
                .answered(fields.answered(Call.NULLABLE, AT_ONCE, over, Erasure.NONE))
                .build();
    }
}
