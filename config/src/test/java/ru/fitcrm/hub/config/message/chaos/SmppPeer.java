package ru.fitcrm.hub.config.message.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import ru.fitcrm.hub.sandbox.sms.SandboxSmpp;
import ru.fitcrm.hub.sandbox.sms.SubmittedPart;

/** An SMSC that throttles, refuses and hangs up every now and then. */
final class SmppPeer implements Peer {

  private static final int[] TROUBLES = {0x58, 0x14, 0x08, 0x0b};
  private static final long EVERY_MILLIS = 300;

  private final long seed;
  private final Random random;
  private final List<SubmittedPart> before = new ArrayList<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("moods-of-the-smsc").factory());
  private final int port;
  private SandboxSmpp smsc;
  private int seen;

  SmppPeer(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
    this.smsc = SandboxSmpp.start(0, SandboxSmpp.Manners.USUAL);
    this.port = smsc.port();
    var unused =
        timer.scheduleWithFixedDelay(
            this::trouble, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Only while something comes, else refusals would pile up. */
  private synchronized void trouble() {
    int now = smsc.parts().size();
    if (now > seen) {
      if (random.nextInt(40) == 0) {
        smsc.hangUp();
      } else {
        smsc.answerNext(TROUBLES[random.nextInt(TROUBLES.length)]);
      }
    }
    seen = now;
  }

  @Override
  public String name() {
    return "smpp";
  }

  @Override
  public String channel() {
    return "SMS";
  }

  @Override
  public String connection() {
    return """
        {"kind": "smpp", "name": "SMSC", "enabled": true,
         "settings": {"host": "127.0.0.1", "port": %d, "systemId": "%s", "password": "%s", "sender": "FITCLUB",
                      "partsPerSecond": 1000, "timeoutSeconds": 2}}"""
        .formatted(port, SandboxSmpp.SYSTEM_ID, SandboxSmpp.PASSWORD);
  }

  @Override
  public synchronized Taken taken() {
    Taken taken = new Taken(seed);
    List<SubmittedPart> all = new ArrayList<>(before);
    all.addAll(smsc.parts());
    all.forEach(part -> taken.take(Taken.markIn(part.text()), ""));
    return taken;
  }

  @Override
  public boolean knowsIds() {
    return false;
  }

  @Override
  public synchronized void shut() {
    before.addAll(smsc.parts());
    smsc.close();
  }

  @Override
  public synchronized void open() {
    smsc = SandboxSmpp.start(port, SandboxSmpp.Manners.USUAL);
    seen = 0;
  }

  @Override
  public synchronized void close() {
    timer.shutdownNow();
    smsc.close();
  }
}
