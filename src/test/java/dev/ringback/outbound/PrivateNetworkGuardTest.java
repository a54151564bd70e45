package dev.ringback.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateNetworkGuardTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.1.2.3",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:10.0.0.1",
                "::ffff:127.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::169.254.169.254",
                "64:ff9b:1::1",
                "64:ff9b:1::808:808",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:c0a8:101::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
            })
    void privateAddresses(String address) throws UnknownHostException {
        assertThat(PrivateNetworkGuard.isPrivate(InetAddress.getByName(address)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.1",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "::ffff:8.8.8.8",
                "64:ff9b::8.8.8.8",
                "2001:200::1",
                "2001:4860:4860::8888",
                "2002:808:808::1",
                "2606:4700:4700::1111",
            })
    void publicAddresses(String address) throws UnknownHostException {
        assertThat(PrivateNetworkGuard.isPrivate(InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "LOCALHOST", "::1", "[::1]", "10.1.2.3", "2130706433", "127.1"})
    void privateHostsAreRefused(String host) {
        assertThatThrownBy(() -> new PrivateNetworkGuard(List.of("other.example")).resolve(host))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining(host)
                .hasMessageContaining("alerts.allow_private");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "LocalHost", "::1", "[::1]"})
    void allowedHostsAreNotRefused(String host) throws UnknownHostException {
        PrivateNetworkGuard targets = new PrivateNetworkGuard(List.of("127.0.0.1", "LOCALHOST", "[::1]"));

        assertThat(targets.resolve(host)).isNotEmpty().allMatch(InetAddress::isLoopbackAddress);
    }

    @Test
    void aNameThatIsAllowedAllowsNoOtherForTheSameAddress() {
        assertThatThrownBy(() -> new PrivateNetworkGuard(List.of("localhost")).resolve("127.0.0.1"))
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    void publicAddressesNeedNoAllowance() throws UnknownHostException {
        assertThat(new PrivateNetworkGuard(List.of()).resolve("8.8.8.8"))
                .containsExactly(InetAddress.getByName("8.8.8.8"));
    }
}
