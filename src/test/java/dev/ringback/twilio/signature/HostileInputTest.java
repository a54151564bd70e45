package dev.ringback.twilio.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.twilio.signature.SignatureCheck.Refused;
import dev.ringback.twilio.signature.SignatureCheck.Result;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Seeded rubbish in every place a stranger can write to: it is refused, and nothing throws. */
class HostileInputTest {
    private static final String SID = "AC00000000000000000000000000000001";
    private static final List<String> PIECES = List.of(
            "http",
            "https",
            "://",
            ":",
            "/",
            "?",
            "#",
            "@",
            "%",
            "%2",
            "%40",
            "%27",
            "&",
            "=",
            "+",
            "\"",
            "\\",
            ",",
            ";",
            "[",
            "]",
            "proto=",
            "host=",
            "bodySHA256=",
            "twilio",
            "a",
            "9",
            "99999",
            "\0",
            "\r\n",
            " ",
            "\u00ff",
            "\u2028",
            "\ud800",
            "\udc00",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            SID);

    private final Random random = new Random(4242);

    @Test
    void rubbishIsRefusedAndExplainedWithoutAnException() {
        Accounts accounts = new Accounts(List.of(Account.of(SID, "made-up-token")));
        SignatureCheck check = new SignatureCheck(accounts);
        SignatureDiagnosis diagnosis = new SignatureDiagnosis(accounts);
        for (int round = 0; round < 3_000; round++) {
            List<String> seen = RequestUrls.seen(text(), text(), text(), forwarded());
            SignedRequest request = request();

            Result result = check.check(request);

            assertThat(result).isInstanceOf(Refused.class);
            assertThat(diagnosis.explain(request, (Refused) result, seen)).matches("[ -~]+");
        }
    }

    private SignedRequest request() {
        RequestUrls requestUrls = new RequestUrls(random.nextBoolean() ? null : text());
        List<String> urls = random.nextBoolean()
                ? List.of(text(), text())
                : requestUrls.candidates("http", text(), text(), forwarded());
        TestRequest request = TestRequest.to(urls.toArray(String[]::new))
                .form(text())
                .signature(text())
                .accounts(random.nextBoolean() ? new String[] {SID, text()} : new String[] {text()});
        return (random.nextInt(3) == 0 ? request.json(text()) : request).build();
    }

    private ForwardedHeaders forwarded() {
        return new ForwardedHeaders(orNull(), orNull(), orNull(), orNull());
    }

    private @Nullable String orNull() {
        return random.nextInt(3) == 0 ? null : text();
    }

    private String text() {
        return random.ints(random.nextInt(9), 0, PIECES.size())
                .mapToObj(PIECES::get)
                .collect(Collectors.joining());
    }
}
