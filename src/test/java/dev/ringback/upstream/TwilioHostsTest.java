package dev.ringback.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where credentials may go. */
class TwilioHostsTest {
    @ParameterizedTest
    @CsvSource({
        ",,https://api.twilio.com,https://monitor.twilio.com",
        "dublin,ie1,https://api.dublin.ie1.twilio.com,https://monitor.dublin.ie1.twilio.com",
        ",au1,https://api.au1.twilio.com,https://monitor.au1.twilio.com"
    })
    void edgeAndRegionAreTwiliosOwnSpelling(String edge, String region, String api, String monitor) {
        TwilioHosts hosts = new TwilioHosts(null, edge, region);
        assertThat(hosts.base(Product.API)).hasToString(api);
        assertThat(hosts.base(Product.MONITOR)).hasToString(monitor);
    }

    @Test
    void aUrlOfTheSettingsReplacesAllHosts() {
        TwilioHosts hosts = new TwilioHosts(URI.create("http://127.0.0.1:9000/base/"), "dublin", "ie1");
        assertThat(hosts.base(Product.API)).hasToString("http://127.0.0.1:9000/base");
        assertThat(hosts.base(Product.MONITOR)).hasToString("http://127.0.0.1:9000/base");
    }

    @ParameterizedTest
    @CsvSource({
        "/2010-04-01/Accounts/AC1/Messages.json?Page=1&PageToken=PA1,/2010-04-01/Accounts/AC1/Messages.json?Page=1&PageToken=PA1",
        "https://api.twilio.com/2010-04-01/x?y=z,/2010-04-01/x?y=z",
        "HTTPS://API.TWILIO.COM/a,/a"
    })
    void aLinkToTheSameHostIsFollowed(String link, String path) throws Exception {
        assertThat(TwilioHosts.TWILIO.path(Product.API, link)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com/2010-04-01/x",
                "//evil.example.com/x",
                "http://api.twilio.com/x",
                "https://api.twilio.com:8443/x",
                "https://user@api.twilio.com/x",
                "https://monitor.twilio.com/x",
                "relative",
                "",
                "javascript:alert(1)",
                "/a b"
            })
    void aLinkToAnotherHostIsNot(String link) {
        assertThatThrownBy(() -> TwilioHosts.TWILIO.path(Product.API, link))
                .isInstanceOf(UnsafeAnswerException.class)
                .message()
                .doesNotContain("evil");
    }
}
