package dev.integrationshub.egress;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Gives what the network did its name. */
final class ClassifyFailure {
  private ClassifyFailure() {}

  /**
   * @param peer host and port, as the customer knows them
   */
  static FailedException of(Throwable failure, String peer) {
    return switch (failure) {
      case ConnectTimeoutException e -> failed(FailureKind.TIMEOUT, noConnection(peer));
      case SslHandshakeTimeoutException e -> failed(FailureKind.TIMEOUT, noConnection(peer));
      case TimeoutException e -> failed(FailureKind.TIMEOUT, noConnection(peer));
      case NoRouteToHostException e -> unreachable(peer);
      case ConnectException e -> isRefusal(e) ? refused(peer) : unreachable(peer);
      case SSLException e -> failed(FailureKind.TLS_ERROR, tls(e, peer));
      case HttpClosedException e -> reset(peer);
      case ClosedChannelException e -> reset(peer);
      case PrematureChannelClosureException e -> reset(peer);
      case TooLongFrameException e ->
          failed(
              FailureKind.RESPONSE_TOO_LARGE,
              "The headers of the response from " + peer + " exceed 16 KiB.");
      case DecoderException e when e.getCause() instanceof SSLException inside -> of(inside, peer);
      case IOException e -> isUnreachable(e) ? unreachable(peer) : reset(peer);
      default ->
          failed(FailureKind.PROTOCOL_ERROR, "What " + peer + " answered is not valid HTTP.");
    };
  }

  private static boolean isRefusal(ConnectException e) {
    return messageOf(e).contains("refused");
  }

  /** Linux and macOS: ENETUNREACH, EHOSTUNREACH, and EACCES from a firewall's rule. */
  private static boolean isUnreachable(IOException e) {
    String message = messageOf(e);
    return message.contains("unreachable")
        || message.contains("no route")
        || message.contains("permission denied")
        || message.contains("not permitted");
  }

  private static FailedException refused(String peer) {
    return failed(FailureKind.CONNECTION_REFUSED, "Nothing listens at " + peer + ".");
  }

  private static FailedException unreachable(String peer) {
    return failed(FailureKind.NETWORK_UNREACHABLE, "There is no route to " + peer + ".");
  }

  private static FailedException reset(String peer) {
    return failed(
        FailureKind.CONNECTION_RESET,
        "The connection was closed by " + peer + " before its response was complete.");
  }

  private static String noConnection(String peer) {
    return "No connection to " + peer + " came about in time.";
  }

  private static String tls(SSLException e, String peer) {
    String certificate = "The certificate of " + peer;
    if (cause(e, CertificateExpiredException.class).isPresent()) {
      return certificate + " has expired.";
    }
    if (cause(e, CertificateNotYetValidException.class).isPresent()) {
      return certificate + " is not valid yet.";
    }
    if (cause(e, CertPathBuilderException.class).isPresent()) {
      return certificate + " was not issued by an authority that the hub trusts.";
    }
    Optional<CertificateException> other = cause(e, CertificateException.class);
    if (other.isPresent()) {
      return messageOf(other.get()).startsWith("no ")
          ? certificate + " is for another name."
          : certificate + " is not valid.";
    }
    return "TLS with " + peer + " could not be set up.";
  }

  private static <T extends Throwable> Optional<T> cause(Throwable e, Class<T> type) {
    for (@Nullable Throwable at = e; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return Optional.of(type.cast(at));
      }
    }
    return Optional.empty();
  }

  private static String messageOf(Throwable e) {
    return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
  }

  private static FailedException failed(FailureKind kind, String detail) {
    return new FailedException(kind, detail);
  }
}
