package dev.integrationshub.platform.configuration;

import dev.integrationshub.platform.network.Cidr;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Reads variables as values; a bad value ends the start with a line that names it. */
final class Variables {
  private static final int ENCRYPTION_KEY_BYTES = 32;

  private final UnaryOperator<String> lookup;

  Variables(UnaryOperator<String> lookup) {
    this.lookup = lookup;
  }

  /** The value, stripped; an empty one counts as not set. */
  Optional<String> text(Variable variable) {
    return Optional.of(lookup.apply(variable.name()).strip()).filter(value -> !value.isEmpty());
  }

  int integer(Variable variable, int min, int max, int defaultValue) {
    Optional<String> text = text(variable);
    if (text.isEmpty()) {
      return defaultValue;
    }
    try {
      int value = Integer.parseInt(text.get());
      if (min <= value && value <= max) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      throw bad(variable, text.get(), "a whole number from " + min + " to " + max, notANumber);
    }
    throw bad(variable, text.get(), "a whole number from " + min + " to " + max);
  }

  boolean flag(Variable variable) {
    String text = text(variable).orElse("false");
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> true;
      case "false", "0", "no", "off" -> false;
      default -> throw bad(variable, text, "true or false");
    };
  }

  Optional<Path> path(Variable variable) {
    return text(variable)
        .map(
            text -> {
              try {
                return Path.of(text);
              } catch (InvalidPathException e) {
                throw bad(variable, text, "a path", e);
              }
            });
  }

  Optional<Path> readableFile(Variable variable) {
    Optional<Path> path = path(variable);
    path.ifPresent(
        file -> {
          if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw bad(variable, file.toString(), "a file that the hub can read");
          }
        });
    return path;
  }

  List<Cidr> cidrs(Variable variable) {
    List<Cidr> blocks = new ArrayList<>();
    for (String part : text(variable).orElse("").split("[,\\s]+", -1)) {
      if (!part.isEmpty()) {
        blocks.add(
            Cidr.parse(part)
                .orElseThrow(
                    () -> bad(variable, part, "a comma-separated list such as 10.0.0.0/8,::1")));
      }
    }
    return List.copyOf(blocks);
  }

  /** An http or https origin: no path, query or user. */
  Optional<URI> origin(Variable variable) {
    return text(variable)
        .map(
            text -> {
              String expected = "an origin such as https://hub.example.com";
              try {
                URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
                boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
                if (web
                    && uri.getHost() != null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null) {
                  return uri;
                }
              } catch (URISyntaxException e) {
                throw bad(variable, text, expected, e);
              }
              throw bad(variable, text, expected);
            });
  }

  /** An https URL; empty for the word off. */
  Optional<URI> httpsUrlOrOff(Variable variable, URI defaultValue) {
    String text = text(variable).orElse(defaultValue.toString());
    if (text.equalsIgnoreCase("off")) {
      return Optional.empty();
    }
    String expected = "an https URL such as " + defaultValue + ", or off";
    try {
      URI uri = new URI(text);
      if ("https".equals(uri.getScheme())
          && uri.getHost() != null
          && uri.getRawUserInfo() == null) {
        return Optional.of(uri);
      }
    } catch (URISyntaxException e) {
      throw bad(variable, text, expected, e);
    }
    throw bad(variable, text, expected);
  }

  /** One of an enum's constants, by its name in small letters. */
  <E extends Enum<E>> E choice(Variable variable, E defaultValue) {
    E[] all = defaultValue.getDeclaringClass().getEnumConstants();
    String text = text(variable).orElse(defaultValue.name());
    return Arrays.stream(all)
        .filter(constant -> constant.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                bad(
                    variable,
                    text,
                    Arrays.stream(all)
                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" or "))));
  }

  Optional<Secret> secret(Variable variable, int minLength) {
    Optional<String> text = text(variable);
    if (text.isPresent() && text.get().length() < minLength) {
      throw new ConfigurationException(
          variable
              + " has "
              + text.get().length()
              + " characters: set one of at least "
              + minLength);
    }
    return text.map(Secret::new);
  }

  Optional<Secret> base64Key(Variable variable) {
    Optional<String> text = text(variable);
    if (text.isPresent()) {
      int length;
      try {
        length = Base64.getDecoder().decode(text.get()).length;
      } catch (IllegalArgumentException notBase64) {
        length = -1;
      }
      if (length != ENCRYPTION_KEY_BYTES) {
        throw new ConfigurationException(
            variable
                + " is not 32 bytes in base64: make one with `openssl rand -base64 32`, the same for every node");
      }
    }
    return text.map(Secret::new);
  }

  Optional<Secret> databaseUrl(Variable variable) {
    Optional<String> text = text(variable);
    if (text.isPresent()
        && !text.get().startsWith("jdbc:postgresql://")
        && !text.get().startsWith("postgres://")
        && !text.get().startsWith("postgresql://")) {
      throw new ConfigurationException(
          variable
              + " is not a PostgreSQL address: set jdbc:postgresql://host:port/database or postgres://user:password@host:port/database");
    }
    return text.map(Secret::new);
  }

  private static ConfigurationException bad(Variable variable, String value, String expected) {
    return new ConfigurationException(variable + " is '" + value + "': set " + expected);
  }

  private static ConfigurationException bad(
      Variable variable, String value, String expected, Exception cause) {
    return new ConfigurationException(variable + " is '" + value + "': set " + expected, cause);
  }
}
