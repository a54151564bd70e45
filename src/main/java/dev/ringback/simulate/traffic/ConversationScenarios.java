package dev.ringback.simulate.traffic;

import dev.ringback.model.EventKind;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Writes conversations: what is said in one, and how the message that carried it out of it was delivered. */
final class ConversationScenarios {
    private final String accountSid;
    private final Clock clock;

    ConversationScenarios(TrafficOptions options, Clock clock) {
        this.accountSid = options.accountSid();
        this.clock = clock;
    }

    Variants variants() {
        return new Variants().add(1, this::answered);
    }

    private Scenario answered(SeededRandom random) {
        String conversationSid = random.sid("CH");
        String messageSid = random.sid("IM");
        String participantSid = random.sid("MB");
        Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS).minusSeconds(random.between(60, 600));
        Form added = new Form()
                .with("EventType", "onMessageAdded")
                .with("Attributes", "{}")
                .withIso8601("DateCreated", at)
                .with("Index", random.between(0, 40))
                .with("MessageSid", messageSid)
                .with("AccountSid", accountSid)
                .with("Source", "SDK")
                .with("RetryCount", 0)
                .with("Author", "dana")
                .with("ParticipantSid", participantSid)
                .with("Body", "It's on its way.")
                .with("ConversationSid", conversationSid);
        Form delivered = new Form()
                .with("EventType", "onDeliveryUpdated")
                .with("AccountSid", accountSid)
                .with("ConversationSid", conversationSid)
                .with("ChatServiceSid", random.sid("IS"))
                .with("MessageSid", messageSid)
                .with("DeliveryReceiptSid", random.sid("DY"))
                .with("ChannelMessageSid", random.sid("SM"))
                .with("ParticipantSid", participantSid)
                .with("Status", "delivered")
                .withIso8601("DateCreated", at.plusSeconds(1))
                .withIso8601("DateUpdated", at.plusSeconds(3));
        return new ScenarioBuilder(conversationSid, "", random)
                .postToAccountUrl(EventKind.CONVERSATION, added)
                .postToAccountUrl(EventKind.CONVERSATION, delivered)
                .build();
    }
}
