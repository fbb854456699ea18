package dev.integrationshub.verification;

/** A key that somebody presented, and what they want to do with it. */
record Presented(String key, Ask ask) {

  @Override
  public String toString() {
    return "Presented[key=***, " + ask + "]";
  }
}
