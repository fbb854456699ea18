package dev.integrationshub.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The failures that no socket of this machine shows on demand. */
class ClassifyFailureTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new ConnectTimeoutException("timed out"), FailureKind.TIMEOUT),
        Arguments.of(new SslHandshakeTimeoutException("timed out"), FailureKind.TIMEOUT),
        Arguments.of(new ConnectException("Connection refused"), FailureKind.CONNECTION_REFUSED),
        Arguments.of(
            new ConnectException("Network is unreachable"), FailureKind.NETWORK_UNREACHABLE),
        Arguments.of(
            new NoRouteToHostException("No route to host"), FailureKind.NETWORK_UNREACHABLE),
        Arguments.of(
            new SocketException("Network is unreachable"), FailureKind.NETWORK_UNREACHABLE),
        Arguments.of(new SocketException("Permission denied"), FailureKind.NETWORK_UNREACHABLE),
        Arguments.of(new SocketException("Connection reset"), FailureKind.CONNECTION_RESET),
        Arguments.of(new IOException("Broken pipe"), FailureKind.CONNECTION_RESET),
        Arguments.of(new SSLHandshakeException("no cipher in common"), FailureKind.TLS_ERROR),
        Arguments.of(
            new DecoderException(new SSLException("certificate_required")), FailureKind.TLS_ERROR),
        Arguments.of(new IllegalArgumentException("text"), FailureKind.PROTOCOL_ERROR));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void everyFailureOfTheNetworkHasAName(Throwable failure, FailureKind kind) {
    FailedException named = ClassifyFailure.of(failure, "example.com");
    assertThat(named.kind()).isEqualTo(kind);
    assertThat(named.outcome().detail()).contains("example.com").endsWith(".");
  }
}
