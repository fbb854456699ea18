package dev.integrationshub.keys;

import dev.integrationshub.platform.access.Caller;
import dev.integrationshub.platform.ids.IdKind;
import java.util.UUID;

/**
 * Who created a key, by the name of that day: it stays true when the person has left.
 *
 * @param kind {@code member}, {@code api_key} or {@code operator}
 */
public record KeyAuthor(String kind, UUID id, String name) {
  private static final String MEMBER = "member";
  private static final String API_KEY = "api_key";
  private static final String OPERATOR = "operator";

  static KeyAuthor of(Caller caller) {
    return switch (caller) {
      case Caller.Member member -> new KeyAuthor(MEMBER, member.userId(), member.name());
      case Caller.ApiKey key -> new KeyAuthor(API_KEY, key.keyId(), key.name());
      case Caller.Operator operator ->
          new KeyAuthor(OPERATOR, operator.rootKeyId(), operator.name());
      case Caller.Anonymous anonymous ->
          throw new IllegalStateException("the route does not require a caller");
    };
  }

  String publicId() {
    return switch (kind) {
      case MEMBER -> IdKind.USER.format(id);
      case API_KEY -> IdKind.API_KEY.format(id);
      case OPERATOR -> IdKind.ROOT_KEY.format(id);
      default -> throw new IllegalStateException("unknown kind of author: " + kind);
    };
  }
}
