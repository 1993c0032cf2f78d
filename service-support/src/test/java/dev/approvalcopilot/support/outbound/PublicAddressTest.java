package dev.approvalcopilot.support.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.254",
                "127.0.0.1",
                "127.255.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.254",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.254",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::7f00:1",
                "100::1",
                "2001::7f00:1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void isNotPublic(String literal) {
        assertThat(PublicAddress.is(InetAddress.ofLiteral(literal))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "140.82.121.6",
                "172.15.255.255",
                "172.32.0.1",
                "192.167.255.255",
                "192.169.0.1",
                "223.255.255.254",
                "2001:4860:4860::8888",
                "2606:4700:4700::1111",
                "2a00:1450:4001:81b::200e"
            })
    void isPublic(String literal) {
        assertThat(PublicAddress.is(InetAddress.ofLiteral(literal))).isTrue();
    }

    /** Its text form is read as another, so it is made of bytes. */
    @Test
    void anIpv4CompatibleAddressIsNotPublic() throws UnknownHostException {
        var bytes = new byte[16];
        bytes[12] = 8;
        bytes[13] = 8;
        bytes[14] = 8;
        bytes[15] = 8;

        assertThat(PublicAddress.is(InetAddress.getByAddress(bytes))).isFalse();
    }
}
