package dev.ringback.twilio.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlSpellingsTest {
    @Test
    void theUrlAsItIsComesFirst() {
        assertThat(UrlSpellings.of("https://h.example.com/twilio?a=b"))
                .containsExactly("https://h.example.com/twilio?a=b", "https://h.example.com:443/twilio?a=b");
    }

    @Test
    void aPortIsKeptRemovedAndReplacedByTheDefault() {
        assertThat(UrlSpellings.of("http://h.example.com:8080/twilio"))
                .containsExactly(
                        "http://h.example.com:8080/twilio",
                        "http://h.example.com/twilio",
                        "http://h.example.com:80/twilio");
        assertThat(UrlSpellings.of("https://h.example.com:443/twilio"))
                .containsExactly("https://h.example.com:443/twilio", "https://h.example.com/twilio");
    }

    @Test
    void thePortOfAnIpv6AddressIsNotPartOfTheAddress() {
        assertThat(UrlSpellings.of("https://[2001:db8::1]:8443/twilio"))
                .containsExactly(
                        "https://[2001:db8::1]:8443/twilio",
                        "https://[2001:db8::1]/twilio",
                        "https://[2001:db8::1]:443/twilio");
        assertThat(UrlSpellings.of("https://[2001:db8::1]/twilio"))
                .containsExactly("https://[2001:db8::1]/twilio", "https://[2001:db8::1]:443/twilio");
    }

    @Test
    void userInformationIsDroppedFirstThenKept() {
        assertThat(UrlSpellings.of("https://u:p@h.example.com/twilio"))
                .containsExactly(
                        "https://h.example.com/twilio",
                        "https://h.example.com:443/twilio",
                        "https://u:p@h.example.com/twilio",
                        "https://u:p@h.example.com:443/twilio");
    }

    @Test
    void aBareHostHasItsSlashOrNot() {
        assertThat(UrlSpellings.of("https://h.example.com/?a=b"))
                .containsExactly(
                        "https://h.example.com/?a=b",
                        "https://h.example.com:443/?a=b",
                        "https://h.example.com?a=b",
                        "https://h.example.com:443?a=b");
        assertThat(UrlSpellings.of("https://h.example.com")).contains("https://h.example.com/");
        assertThat(UrlSpellings.of("https://h.example.com/twilio")).noneMatch(url -> url.endsWith("/"));
    }

    @Test
    void theQueryIsTriedWithAddressesAndApostrophesUnescaped() {
        assertThat(UrlSpellings.of("http://h:80/%40?a=%40%3A&b=%27&c=%2B%3a"))
                .containsExactly(
                        "http://h:80/%40?a=%40%3A&b=%27&c=%2B%3a",
                        "http://h/%40?a=%40%3A&b=%27&c=%2B%3a",
                        "http://h:80/%40?a=@:&b=%27&c=%2B%3a",
                        "http://h/%40?a=@:&b=%27&c=%2B%3a",
                        "http://h:80/%40?a=%40%3A&b='&c=%2B%3a",
                        "http://h/%40?a=%40%3A&b='&c=%2B%3a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:p:a@ss@h.example.com:8443/a//b/../c%2F?x=http://y@z:1/#f",
                "https://h.example.com:/",
                "https://h.example.com?x@y:1",
                "https://[::1]",
                "/twilio?u=x",
                "",
                "://",
                "@:",
                "http://",
                "http://@:80"
            })
    void cuttingAndJoiningChangesNothing(String url) {
        assertThat(UrlParts.parse(url).join()).isEqualTo(url);
    }

    @Test
    void cuttingAndJoiningChangesNothingInAnyText() {
        Random random = new Random(3);
        List<String> pieces =
                List.of("http", "https", "://", ":", "/", "@", "?", "#", "%40", "80", "[", "]", "h", "é", " ");
        for (int round = 0; round < 20_000; round++) {
            StringBuilder url = new StringBuilder();
            random.ints(random.nextInt(10), 0, pieces.size()).forEach(i -> url.append(pieces.get(i)));

            assertThat(UrlParts.parse(url.toString()).join()).isEqualTo(url.toString());
            assertThat(UrlSpellings.of(url.toString())).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(36);
        }
    }

    @Test
    void aUrlInPiecesShowsNeitherPasswordNorQuery() {
        assertThat(UrlParts.parse("https://user:pass@h.example.com:8443/twilio?From=%2B14155550100"))
                .hasToString("https://h.example.com:8443/twilio");
    }
}
