package dev.ringback.twilio.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Parameters;
import dev.ringback.twilio.FormBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Any query asks for a page or is refused by name, and the address of a page asks for that page again. */
class PageFuzzTest {
    private static final String PATH = "/2010-04-01/Accounts/AC00000000000000000000000000000001/Messages.json";

    @FuzzTest
    void anyQueryAsksForAPageOrIsRefused(byte[] input) {
        Parameters query = FormBody.parse(input).parameters();
        readFilters(new FilterParameters(query));
        assertToken(query.text(PageParameters.TOKEN));
        assertRefusedOnlyByName(() -> assertAddressComesBack(PageParameters.read(query), query));
    }

    /** Two letters, then a SID, then maybe a token of Twilio's: all that a list ever gives out. */
    private static void assertToken(@Nullable String token) {
        if (token != null) {
            String plain = PageTokens.carried(token) == null ? token : token.substring(0, token.indexOf('.'));
            assertThat(PageTokens.RINGBACK
                            .parse(token)
                            .map(PageTokens.RINGBACK::of)
                            .filter(plain::equals))
                    .as(token)
                    .isEqualTo(
                            plain.matches("R[AB][A-Z]{2}[0-9a-fA-F]{32}")
                                    ? java.util.Optional.of(plain)
                                    : java.util.Optional.empty());
        }
    }

    private static void assertAddressComesBack(PageRequest request, Parameters query) {
        PageRequest.Anchor anchor = request.anchor();
        String address = ListAddress.of(PATH, query)
                .page(request, request.number(), anchor == null ? null : PageTokens.RINGBACK.of(anchor));

        assertThat(address).startsWith(PATH + "?").matches("[!-~]+");
        Parameters again = FormBody.ofQuery(address).parameters();
        assertThat(PageParameters.read(again)).isEqualTo(request);
        assertThat(filters(again)).isEqualTo(filters(query));
    }

    private static void readFilters(FilterParameters filters) {
        assertRefusedOnlyByName(() -> filters.times("DateSent"));
        assertRefusedOnlyByName(() -> filters.interval("StartDate", "EndDate"));
        assertRefusedOnlyByName(() -> filters.sid("CallSid", "CA"));
        assertRefusedOnlyByName(() -> filters.oneOf("Status", List.of("queued", "sent")));
        assertRefusedOnlyByName(() -> filters.flag("Muted"));
        assertRefusedOnlyByName(() -> filters.number("ErrorCode"));
        assertRefusedOnlyByName(
                () -> assertThat(filters.tags()).noneMatch(tag -> tag.name().isEmpty()));
        assertThat(filters.address("To"))
                .satisfiesAnyOf(
                        to -> assertThat(to).isNull(),
                        to -> assertThat(to).isNotEmpty().doesNotStartWith(" "));
    }

    private static List<Parameters.Parameter> filters(Parameters query) {
        return query.stream()
                .filter(parameter -> !PageParameters.NAMES.contains(parameter.name()))
                .toList();
    }

    private static void assertRefusedOnlyByName(Runnable reading) {
        try {
            reading.run();
        } catch (TwilioException refused) {
            assertThat(refused.error()).isIn(TwilioError.BAD_REQUEST, TwilioError.PAGE_SIZE);
            assertThat(refused.text()).startsWith("Parameter ");
            assertThat(refused.text().length()).isLessThan(400);
        }
    }
}
