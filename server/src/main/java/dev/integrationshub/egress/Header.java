package dev.integrationshub.egress;

/** One header line. Its value may be a secret of the customer's: it is not for logs. */
public record Header(String name, String value) {
  @Override
  public String toString() {
    return name + ": ***";
  }
}
