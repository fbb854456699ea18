package dev.integrationshub.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a test is signed, so that a receiver can show what it refuses. */
enum TestSignature {
  /** As every delivery. */
  @JsonProperty("signed")
  SIGNED,
  /** Not at all. */
  @JsonProperty("unsigned")
  UNSIGNED,
  /** Over other bytes than those that are sent. */
  @JsonProperty("tampered")
  TAMPERED
}
