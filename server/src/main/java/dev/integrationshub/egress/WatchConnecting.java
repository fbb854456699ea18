package dev.integrationshub.egress;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one request see the connection that is made for it, from before it begins: Vert.x shows it
 * only once it is there, and never one that fails. It opens a connection on the event loop of the
 * request's own context, so a context is made whose event loop tells of the channels it gets.
 */
final class WatchConnecting {
  private final VertxInternal vertx;

  WatchConnecting(Vertx vertx) {
    this.vertx = (VertxInternal) vertx;
  }

  /** Asks for a connection; the stopwatch learns of the one that is made for this, if any is. */
  <T> T with(Stopwatch stopwatch, Supplier<T> request) {
    EventLoop telling = telling(vertx.getEventLoopGroup().next(), stopwatch);
    ContextInternal context =
        vertx.createEventLoopContext(
            telling, vertx.getWorkerPool(), Thread.currentThread().getContextClassLoader());
    ContextInternal before = context.beginDispatch();
    try {
      return request.get();
    } finally {
      context.endDispatch(before);
    }
  }

  private static EventLoop telling(EventLoop loop, Stopwatch stopwatch) {
    return (EventLoop)
        Proxy.newProxyInstance(
            WatchConnecting.class.getClassLoader(),
            new Class<?>[] {EventLoop.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("register") && arguments[0] instanceof Channel channel) {
                stopwatch.opening(ConnectionPhases.on(channel));
              }
              return call(loop, method, arguments);
            });
  }

  private static @Nullable Object call(EventLoop loop, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(loop, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
