package dev.ringback.web.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.7.7",
                "::1",
                "[::1]",
                "0:0:0:0:0:0:0:1",
                "[0:0:0:0:0:0:0:1]:4711",
                "fd00::7",
                "fe80::1",
                "fe80::1%eth0",
                "[fe80::1%2]:80",
                "::ffff:10.0.0.1",
                "10.0.0.1:4711",
                " 10.0.0.1 "
            })
    void theSamePrivateNetworkIsTrustedByDefault(String address) {
        assertThat(TrustedProxies.defaults().contains(address)).isTrue();
        assertThat(TrustedProxies.none().contains(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.7",
                "172.32.0.1",
                "192.169.0.1",
                "11.0.0.1",
                "2001:db8::1",
                "::ffff:203.0.113.7",
                "fec0::1",
                "unknown",
                "_hidden",
                "",
                "localhost",
                "10.0.0",
                "10",
                "167772161",
                "0x0a000001",
                "10.0.0.256",
                "010.0.0.1",
                "10.0.0.1.example.com",
                "10.0.0.1, 203.0.113.7",
                ":",
                "::::",
                "\"10.0.0.1\""
            })
    void nothingElseIsTrusted(String address) {
        assertThat(TrustedProxies.defaults().contains(address)).isFalse();
        assertThat(TrustedProxies.defaults().contains(null)).isFalse();
    }

    @Test
    void aListOfAddressesAndRangesReplacesTheDefault() {
        TrustedProxies trusted = TrustedProxies.parse(" 203.0.113.7 , 198.51.100.0/24,2001:DB8::/32 ")
                .orElseThrow();

        assertThat(trusted.contains("203.0.113.7")).isTrue();
        assertThat(trusted.contains("203.0.113.8")).isFalse();
        assertThat(trusted.contains("198.51.100.255")).isTrue();
        assertThat(trusted.contains("[2001:db8:1::1]:443")).isTrue();
        assertThat(trusted.contains("127.0.0.1")).isFalse();
    }

    @Test
    void theDefaultCanBeExtended() {
        TrustedProxies trusted = TrustedProxies.parse("private, 203.0.113.7").orElseThrow();

        assertThat(trusted.contains("10.0.0.1")).isTrue();
        assertThat(trusted.contains("203.0.113.7")).isTrue();
        assertThat(trusted.contains("203.0.113.8")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0/0", "::/0, 0.0.0.0/0"})
    void everybodyMayBeTrustedIfThatIsWhatTheSettingSays(String text) {
        assertThat(TrustedProxies.parse(text).orElseThrow().contains("203.0.113.7"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "NONE", " none "})
    void noneTrustsNobody(String text) {
        assertThat(TrustedProxies.parse(text).orElseThrow().contains("127.0.0.1"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "proxy.example.com",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0.0/8/8",
                "10.0.0.1/8",
                "10.0.0",
                "10",
                "10.0.0.256",
                "10.0.0.1,",
                ",",
                "10.0.0.1 10.0.0.2",
                "10.0.0.1-10.0.0.9",
                "2001:db8::/129",
                "2001:db8:::1",
                "all",
                "*",
                "none, 10.0.0.1",
                "[::1]"
            })
    void aTextThatIsNoListIsNoSetting(String text) {
        assertThat(TrustedProxies.parse(text)).isEmpty();
    }
}
