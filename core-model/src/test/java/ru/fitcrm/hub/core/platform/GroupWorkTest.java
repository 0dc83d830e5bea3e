package ru.fitcrm.hub.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupWorkTest {

  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final CountDownLatch go = new CountDownLatch(1);
  private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
  private final GroupWork<Integer, Integer> work = new GroupWork<>(8, 20, this::doubled);

  @AfterEach
  void close() {
    go.countDown();
  }

  @Test
  void aSingleCallerWaitsForNobody() {
    go.countDown();

    assertThat(work.ask(21)).isEqualTo(42);
    assertThat(batches).containsExactly(List.of(21));
  }

  @Test
  void thoseWhoComeWhileOneWorksShareTheNextWork() {
    List<CompletableFuture<Integer>> answers = waitingBehindOne(16);
    go.countDown();

    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i).join()).isEqualTo(2 * i);
    }
    assertThat(batches).extracting(List::size).contains(8).allMatch(size -> size <= 8);
  }

  @Test
  void whenTooManyWaitMoreAreTurnedAway() {
    List<CompletableFuture<Integer>> answers = waitingBehindOne(40);
    await()
        .until(
            () ->
                answers.stream().filter(CompletableFuture::isCompletedExceptionally).count() == 19);
    go.countDown();

    await().until(() -> answers.stream().allMatch(CompletableFuture::isDone));
    assertThat(answers.stream().filter(answer -> !answer.isCompletedExceptionally())).hasSize(21);
  }

  @Test
  void whatTheWorkThrowsAllGetAndTheNextAreDone() {
    GroupWork<Integer, Integer> failing =
        new GroupWork<>(
            8,
            8,
            all -> {
              if (all.contains(13)) {
                throw new IllegalStateException("no");
              }
              return all;
            });

    assertThatThrownBy(() -> failing.ask(13)).hasMessage("no");
    assertThat(failing.ask(14)).isEqualTo(14);
  }

  private List<CompletableFuture<Integer>> waitingBehindOne(int count) {
    List<CompletableFuture<Integer>> answers = new ArrayList<>(List.of(asked(0)));
    await().until(() -> batches.size() == 1);
    IntStream.range(1, count).forEach(i -> answers.add(asked(i)));
    await()
        .until(
            () ->
                threads.stream()
                    .map(Thread::getState)
                    .allMatch(
                        state ->
                            state == Thread.State.WAITING || state == Thread.State.TERMINATED));
    return answers;
  }

  private CompletableFuture<Integer> asked(int question) {
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    threads.add(
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    answer.complete(work.ask(question));
                  } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                  }
                }));
    return answer;
  }

  private List<Integer> doubled(List<Integer> all) {
    batches.add(all);
    try {
      go.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return all.stream().map(each -> 2 * each).toList();
  }
}
