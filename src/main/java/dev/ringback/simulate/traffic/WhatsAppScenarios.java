package dev.ringback.simulate.traffic;

import dev.ringback.model.EventKind;

/** Messages on WhatsApp, which tell when they are read. */
final class WhatsAppScenarios {
    private final String accountSid;

    WhatsAppScenarios(TrafficOptions options) {
        this.accountSid = options.accountSid();
    }

    Variants addTo(Variants variants) {
        return variants.add(6, this::read).add(2, this::outsideTheWindow);
    }

    private Scenario read(SeededRandom random) {
        Sender sender = Sender.any(accountSid, random);
        Form read = sender.status("read");
        if (random.chance(0.5)) {
            read.with("EventType", "READ");
        }
        return new ScenarioBuilder(sender.sid(), "", random)
                .post(EventKind.MESSAGE_STATUS, sender.status("sent").with("StructuredMessage", random.chance(0.5)))
                .post(EventKind.MESSAGE_STATUS, sender.status("delivered"))
                .post(EventKind.MESSAGE_STATUS, read)
                .build();
    }

    /** Free text more than a day after the user's last message is refused by the channel. */
    private Scenario outsideTheWindow(SeededRandom random) {
        Sender sender = Sender.any(accountSid, random);
        Form undelivered = sender.status("undelivered")
                .with("ErrorCode", "63016")
                .with("EventType", "UNDELIVERED")
                .with("ChannelStatusMessage", "Message failed to send: outside the allowed window");
        return new ScenarioBuilder(sender.sid(), "", random)
                .post(EventKind.MESSAGE_STATUS, sender.status("sent").with("StructuredMessage", false))
                .post(EventKind.MESSAGE_STATUS, undelivered)
                .build();
    }

    private record Sender(String sid, String accountSid, String installSid, String from, String to) {
        static Sender any(String accountSid, SeededRandom random) {
            return new Sender(random.sid("SM"), accountSid, random.sid("XE"), random.ourNumber(), random.theirNumber());
        }

        Form status(String status) {
            return new Form()
                    .with("SmsSid", sid)
                    .with("SmsStatus", status)
                    .with("MessageStatus", status)
                    .with("ChannelToAddress", to.substring(0, to.length() - 4) + "XXXX")
                    .with("To", "whatsapp:" + to)
                    .with("ChannelPrefix", "whatsapp")
                    .with("MessageSid", sid)
                    .with("AccountSid", accountSid)
                    .with("From", "whatsapp:" + from)
                    .with("ApiVersion", "2010-04-01")
                    .with("ChannelInstallSid", installSid);
        }
    }
}
