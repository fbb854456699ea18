package dev.integrationshub.platform.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatcherTest {
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final List<List<String>> batches = Collections.synchronizedList(new ArrayList<>());

  /** What the writer must get before it writes a batch. */
  private final Semaphore mayWrite = new Semaphore(0);

  private final Semaphore writing = new Semaphore(0);

  private final Batcher<String, Integer> batcher = gathering(Duration.ZERO);

  private Batcher<String, Integer> gathering(Duration duration) {
    return new Batcher<>(
        new Batcher.Settings("words", 1, 3, 10, 5, 20, duration),
        String::length,
        this::write,
        failure -> failure instanceof IllegalArgumentException);
  }

  @AfterEach
  void end() {
    callers.shutdownNow();
  }

  private List<Integer> write(List<String> words) {
    writing.release();
    mayWrite.acquireUninterruptibly();
    batches.add(words);
    if (words.contains("down")) {
      throw new IllegalStateException("the disk is gone");
    }
    if (words.contains("bad")) {
      throw new IllegalArgumentException("no such word");
    }
    return words.stream().map(String::length).toList();
  }

  private Future<Integer> handIn(String word) {
    return callers.submit(() -> batcher.write(word));
  }

  /** One is under way, and these wait in their order. */
  private List<Future<Integer>> waiting(String... words) throws InterruptedException {
    batcher.start();
    Future<Integer> first = handIn("first");
    writing.acquire();
    List<Future<Integer>> answers = new ArrayList<>(List.of(first));
    for (int i = 0; i < words.length; i++) {
      answers.add(handIn(words[i]));
      int handedIn = i + 1;
      await().until(() -> batcher.waiting() == handedIn);
    }
    return answers;
  }

  @Test
  void whatComesWhileOneBatchIsWrittenIsTheNext() throws Exception {
    List<Future<Integer>> answers = waiting("a", "bb", "c", "dd");
    mayWrite.release(3);
    assertThat(answers.get(2).get()).isEqualTo(2);
    assertThat(answers.get(4).get()).isEqualTo(2);
    assertThat(batches).containsExactly(List.of("first"), List.of("a", "bb", "c"), List.of("dd"));
  }

  @Test
  void aBatchThatGathersBeginsWhenItIsFullOrSomebodyCannotWait() throws Exception {
    Batcher<String, Integer> patient = gathering(Duration.ofHours(1));
    patient.start();
    mayWrite.release(2);
    List<Future<Integer>> answers = new ArrayList<>();
    for (String word : List.of("a", "b", "c", "d")) {
      answers.add(callers.submit(() -> patient.write(word)));
      await().until(() -> batches.size() == 1 || patient.waiting() == answers.size());
    }
    answers.add(callers.submit(() -> patient.write("now", true)));
    for (Future<Integer> answer : answers) {
      assertThat(answer.get()).isPositive();
    }
    assertThat(batches).containsExactly(List.of("a", "b", "c"), List.of("d", "now"));
  }

  @Test
  void aBatchHasNoMoreWeightThanItMayUnlessOneItemAloneHas() throws Exception {
    List<Future<Integer>> answers = waiting("123456", "7890", "1", "12345678");
    mayWrite.release(3);
    for (Future<Integer> answer : answers) {
      assertThat(answer.get()).isPositive();
    }
    assertThat(batches)
        .containsExactly(List.of("first"), List.of("123456", "7890"), List.of("1", "12345678"));
  }

  @Test
  void oneItemThatCannotBeWrittenFailsAlone() throws Exception {
    List<Future<Integer>> answers = waiting("a", "bad", "c");
    mayWrite.release(5);
    assertThat(answers.get(1).get()).isEqualTo(1);
    assertThat(answers.get(3).get()).isEqualTo(1);
    assertThatThrownBy(() -> answers.get(2).get()).hasMessageContaining("no such word");
  }

  @Test
  void whatStandsAgainstAllFailsAllAtOnce() throws Exception {
    List<Future<Integer>> answers = waiting("a", "down");
    mayWrite.release(2);
    for (Future<Integer> answer : answers.subList(1, 3)) {
      assertThatThrownBy(answer::get).hasMessageContaining("the disk is gone");
    }
    assertThat(batches).hasSize(2);
  }

  @Test
  void moreThanMayWaitIsRefusedAndNamesTheLimits() throws Exception {
    List<Future<Integer>> answers = waiting("a", "b", "c", "d", "e");
    assertThatThrownBy(() -> handIn("f").get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(FullException.class)
        .hasMessageContaining("the limits are 5 and 20");
    mayWrite.release(3);
    for (Future<Integer> answer : answers) {
      assertThat(answer.get()).isPositive();
    }
  }

  @Test
  void moreWeightThanMayWaitIsRefused() throws Exception {
    waiting("123456789");
    assertThatThrownBy(() -> handIn("123456789012").get()).hasCauseInstanceOf(FullException.class);
    mayWrite.release(2);
  }

  @Test
  void whatWaitsAtTheEndIsWritten() throws Exception {
    List<Future<Integer>> answers = waiting("a", "b", "c", "d");
    Future<?> stop =
        callers.submit(
            () -> {
              batcher.stop();
              return null;
            });
    mayWrite.release(3);
    stop.get();
    assertThat(answers).allMatch(Future::isDone);
    assertThatThrownBy(() -> batcher.write("late")).isInstanceOf(FullException.class);
  }
}
