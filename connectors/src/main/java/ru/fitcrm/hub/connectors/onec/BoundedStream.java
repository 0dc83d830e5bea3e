package ru.fitcrm.hub.connectors.onec;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble.Kind;

/** An answer that ends when it grows too large or takes too long, however steadily it drips. */
public final class BoundedStream extends FilterInputStream {

  private final long cap;
  private final Duration patience;
  private final LongSupplier nanos;
  private final long begun;
  private long read;

  /**
   * @param cap bytes
   * @param nanos a clock that only grows
   */
  public BoundedStream(InputStream from, long cap, Duration patience, LongSupplier nanos) {
    super(from);
    this.cap = cap;
    this.patience = patience;
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    count(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int got = super.read(into, from, length);
    count(Math.max(got, 0));
    return got;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(int more) throws NoAnswer {
    read += more;
    if (read > cap) {
      throw new NoAnswer(
          new Trouble(
              Kind.REFUSED, "answer-too-large", "The answer is larger than " + cap + " bytes"));
    }
    if (nanos.getAsLong() - begun > patience.toNanos()) {
      throw new NoAnswer(
          new Trouble(
              Kind.DOWN,
              "timeout",
              "The answer was not complete after " + patience.toSeconds() + " s"));
    }
  }
}
