package ru.fitcrm.hub.sandbox.pbx;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a PBX by hand: {@code --port 5038 [--speed N] recording...} plays the recordings in turn.
 */
final class SandboxPbxMain {

  private int port = 5038;
  private Pace pace = Pace.asRecorded();
  private final List<Recording> recordings = new ArrayList<>();

  private SandboxPbxMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    SandboxPbxMain program = new SandboxPbxMain();
    program.read(List.of(arguments));
    try (SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings().port(program.port))) {
      System.out.printf("PBX on 127.0.0.1:%d, user hub, secret hub-secret%n", pbx.port());
      program.loop(pbx, 0);
      new CountDownLatch(1).await();
    }
  }

  private void read(List<String> arguments) {
    for (int at = 0; at < arguments.size(); at++) {
      switch (arguments.get(at)) {
        case "--port" -> port = Integer.parseInt(arguments.get(++at));
        case "--speed" -> pace = Pace.times(Double.parseDouble(arguments.get(++at)));
        default -> recordings.add(Recording.named(arguments.get(at)));
      }
    }
    if (recordings.isEmpty()) {
      recordings.add(Recording.named("a_in_answered"));
    }
  }

  private void loop(SandboxPbx pbx, int turn) {
    Recording recording = recordings.get(turn % recordings.size());
    pbx.play(recording, pace, Until.end(), () -> loop(pbx, turn + 1));
  }
}
