package dev.integrationshub.sessions;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.integrationshub.platform.crypto.RandomText;
import dev.integrationshub.platform.problems.FieldErrors;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Hashes passwords with Argon2id, parameters by OWASP's password storage cheat sheet. */
@ApplicationScoped
class Passwords {
  static final int MIN_LENGTH = 12;
  static final int MAX_LENGTH = 128;

  private static final int MEMORY_KIB = 19_456;
  private static final int ITERATIONS = 2;
  private static final int PARALLELISM = 1;
  private static final int OUTPUT_BYTES = 32;
  private static final int SALT_BYTES = 16;

  private final Argon2Function function =
      Argon2Function.getInstance(MEMORY_KIB, ITERATIONS, PARALLELISM, OUTPUT_BYTES, Argon2.ID);

  /** What an unknown account is checked against, so that its answer takes as long. */
  private final String decoy = hash(RandomText.base62(MIN_LENGTH));

  /** In PHC string format, with its salt and parameters. */
  String hash(String password) {
    return Password.hash(password).addRandomSalt(SALT_BYTES).with(function).getResult();
  }

  boolean matches(String password, @Nullable String hash) {
    String expected = hash == null ? decoy : hash;
    boolean matches =
        Password.check(password, expected).with(Argon2Function.getInstanceFromHash(expected));
    return matches && hash != null;
  }

  /** Length is all that NIST SP 800-63B section 3.1.1.2 asks of a chosen password's form. */
  static void validate(@Nullable String password, FieldErrors errors) {
    int length = password == null ? 0 : password.length();
    errors.require(
        MIN_LENGTH <= length && length <= MAX_LENGTH,
        "/password",
        "has " + length + " characters; " + MIN_LENGTH + " to " + MAX_LENGTH + " are allowed");
  }
}
