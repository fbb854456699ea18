package dev.integrationshub.platform.problems;

/**
 * One thing wrong with a request.
 *
 * @param pointer where, as a JSON pointer into the body (RFC 6901), such as {@code
 *     /retry/maxRetries}
 * @param detail what is wrong and what would be right
 */
public record FieldError(String pointer, String detail) {}
