package dev.integrationshub.platform.access;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a member may do in an organization. */
public enum Role {
  @JsonProperty("owner")
  OWNER,
  @JsonProperty("admin")
  ADMIN,
  /** Reads everything but secrets, changes nothing. */
  @JsonProperty("member")
  MEMBER;

  public boolean mayWrite() {
    return this != MEMBER;
  }
}
