package dev.ringback.cli;

import dev.ringback.model.Account;
import dev.ringback.model.EventKind;
import dev.ringback.model.PayloadFormat;
import dev.ringback.model.SignatureAlgorithm;
import dev.ringback.model.SigningKey;
import dev.ringback.simulate.DeliveryOptions;
import dev.ringback.simulate.RequestSigner;
import dev.ringback.simulate.traffic.CallbackUrl;
import dev.ringback.simulate.traffic.Form;
import dev.ringback.simulate.traffic.OutboundMessage;
import dev.ringback.simulate.traffic.SimulatedCallback;
import dev.ringback.web.door.ListenAddress;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Plays messages of the demo that can be waited for at any time: each is under way until somebody waits for it, and is delivered a moment later. Then
 * there is the next.
 */
final class DemoMessages {
    /** Long enough to see that the answer waits. */
    private static final Duration DELIVERY = Duration.ofSeconds(3);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Account account;
    private final RequestSigner signer;
    private final Predicate<String> isAwaited;
    private final Clock clock;
    private final HttpClient client = HttpClient.newHttpClient();
    private OutboundMessage underWay;

    /** @param isAwaited tells whether somebody waits for a SID */
    DemoMessages(Account account, ListenAddress callbackDoor, Predicate<String> isAwaited, Clock clock) {
        CallbackUrl url = CallbackUrl.parse("http://" + callbackDoor + "/twilio");
        SigningKey key = new SigningKey(account.authTokens().get(0), SignatureAlgorithm.HMAC_SHA1);
        this.account = account;
        this.signer = new RequestSigner(new DeliveryOptions(url, url, key, 0, 1));
        this.isAwaited = isAwaited;
        this.clock = clock;
        this.underWay = message();
    }

    private OutboundMessage message() {
        String sid = "SM" + UUID.randomUUID().toString().replace("-", "");
        return new OutboundMessage(sid, account.sid(), null, "+14155550100", "+14155550101");
    }

    /** Sends the first message, and returns its SID. */
    String send() throws IOException, InterruptedException {
        tell(underWay.status("sent"));
        return underWay.sid();
    }

    /** Delivers each message when it is waited for, and sends the next, until interrupted. */
    void goOn(Consumer<String> next) {
        try {
            while (true) {
                while (!isAwaited.test(underWay.sid())) {
                    Thread.sleep(BETWEEN_LOOKS.toMillis());
                }
                Thread.sleep(DELIVERY.toMillis());
                tell(underWay.receipt("delivered", clock.instant()));
                underWay = message();
                next.accept(send());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException closed) {
            // The demo ends, and nobody takes callbacks any more.
            return;
        }
    }

    private void tell(Form callback) throws IOException, InterruptedException {
        SimulatedCallback whole = new SimulatedCallback(
                EventKind.MESSAGE_STATUS,
                underWay.sid(),
                "POST",
                "",
                PayloadFormat.FORM,
                callback.body(),
                UUID.randomUUID().toString(),
                false);
        client.send(signer.sign(whole), BodyHandlers.discarding());
    }
}
