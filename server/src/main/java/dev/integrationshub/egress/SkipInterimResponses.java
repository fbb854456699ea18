package dev.integrationshub.egress;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpClientConnection;
import java.util.NoSuchElementException;
import org.jboss.logging.Logger;

/**
 * Drops what stands before the answer: any number of responses of status 1xx, which a client must
 * be able to pass over (RFC 9110 section 15.2). Vert.x takes all but 100 and 103 for the answer. A
 * receiver that sends them without an end would keep a network thread busy for the whole timeout,
 * so they are counted.
 */
final class SkipInterimResponses extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = Logger.getLogger(SkipInterimResponses.class);
  private static final String NAME = "skip-interim-responses";
  private static final int MOST = 100;
  private static final int SWITCHING_PROTOCOLS = 101;

  private int skipped;
  private boolean skipping;

  /** Once for each connection, however often it is called. */
  static void on(HttpConnection connection) {
    ChannelHandlerContext context = ((HttpClientConnection) connection).channelHandlerContext();
    if (context.pipeline().get(NAME) == null) {
      try {
        context.pipeline().addBefore(context.name(), NAME, new SkipInterimResponses());
      } catch (NoSuchElementException e) {
        // Closed in this moment, which takes the handlers away: sending over it fails by itself.
        LOG.debugf(e, "A connection was closed before a request was sent over it");
      }
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpResponse response) {
      skipping = isInterim(response);
      skipped = skipping ? skipped + 1 : 0;
    }
    if (!skipping) {
      context.fireChannelRead(message);
      return;
    }
    ReferenceCountUtil.release(message);
    // Exactly once, however much was read at a time.
    if (skipped == MOST && message instanceof LastHttpContent) {
      context.fireExceptionCaught(new DecoderException(MOST + " interim responses"));
    }
  }

  /** 101 is none: it ends HTTP, and nobody asked for that. */
  private static boolean isInterim(HttpResponse response) {
    return response.status().codeClass() == HttpStatusClass.INFORMATIONAL
        && response.status().code() != SWITCHING_PROTOCOLS;
  }
}
