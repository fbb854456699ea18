package dev.integrationshub.client;

/**
 * One thing that the hub found wrong with a request.
 *
 * @param pointer where, as a JSON pointer into the body (RFC 6901), such as {@code
 *     /events/3/data/name}
 * @param detail what is wrong there, and what would be right
 */
public record FieldError(String pointer, String detail) {}
