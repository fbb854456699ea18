package dev.integrationshub.egress;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpClientConnection;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells TCP and TLS of one new connection apart. Stands first in its pipeline, next to the socket,
 * so that it learns of the connection before TLS does.
 */
final class ConnectionPhases extends ChannelOutboundHandlerAdapter {
  /** Vert.x clears the pipeline once the connection is there, so the channel keeps hold of it. */
  private static final AttributeKey<ConnectionPhases> KEY =
      AttributeKey.valueOf(ConnectionPhases.class, "phases");

  private volatile @Nullable Duration connect;
  private volatile @Nullable Duration tls;

  private ConnectionPhases() {}

  /** Watches a channel that is not connected yet. */
  static ConnectionPhases on(Channel channel) {
    var phases = new ConnectionPhases();
    channel.pipeline().addFirst(phases);
    channel.attr(KEY).set(phases);
    return phases;
  }

  /** Of a connection that {@link WatchConnecting} saw begin. */
  static @Nullable ConnectionPhases of(HttpConnection connection) {
    return ((HttpClientConnection) connection).channelHandlerContext().channel().attr(KEY).get();
  }

  Optional<Duration> connect() {
    return Optional.ofNullable(connect);
  }

  Optional<Duration> tls() {
    return Optional.ofNullable(tls);
  }

  @Override
  public void connect(
      ChannelHandlerContext context,
      SocketAddress remote,
      @Nullable SocketAddress local,
      ChannelPromise promise) {
    long startNanos = System.nanoTime();
    // Not by channelActive: where there is no TLS, Vert.x has cleared the pipeline by then.
    promise.addListener(
        connected -> {
          if (connected.isSuccess()) {
            connected(context, startNanos);
          }
        });
    var _ = context.connect(remote, local, promise);
  }

  /** Right before the handshake begins, if there is one. */
  private void connected(ChannelHandlerContext context, long startNanos) {
    long connectedNanos = System.nanoTime();
    connect = Duration.ofNanos(connectedNanos - startNanos);
    SslHandler secure = context.pipeline().get(SslHandler.class);
    if (secure != null) {
      secure
          .handshakeFuture()
          .addListener(
              handshake -> {
                if (handshake.isSuccess()) {
                  tls = Duration.ofNanos(System.nanoTime() - connectedNanos);
                }
              });
    }
  }
}
