package dev.integrationshub.examples.recorder;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Keeps recordings, in memory. */
@SpringBootApplication
public class RecorderApplication {

  /** Starts it. */
  public static void main(String[] arguments) {
    SpringApplication.run(RecorderApplication.class, arguments);
  }
}
