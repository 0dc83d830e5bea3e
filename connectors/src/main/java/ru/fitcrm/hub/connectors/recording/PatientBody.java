package ru.fitcrm.hub.connectors.recording;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body as a stream that ends with an error when the server falls silent: the JDK's own
 * waits for ever once the headers have come. Asks for a piece only when the last one was read, so a
 * slow listener holds no more than one in memory.
 */
final class PatientBody implements HttpResponse.BodySubscriber<PatientBody.Stream> {

  private final Stream stream;

  PatientBody(Duration silence, long mostBytes) {
    this.stream = new Stream(silence, mostBytes);
  }

  @Override
  public CompletionStage<Stream> getBody() {
    return CompletableFuture.completedFuture(stream);
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    stream.begin(subscription);
  }

  @Override
  public void onNext(List<ByteBuffer> pieces) {
    stream.pieces.add(new Piece(pieces, null));
  }

  @Override
  public void onError(Throwable error) {
    stream.pieces.add(new Piece(List.of(), error));
  }

  @Override
  public void onComplete() {
    stream.pieces.add(new Piece(List.of(), null));
  }

  /** Bytes, or the end: with an error, or without. */
  private record Piece(List<ByteBuffer> bytes, @Nullable Throwable error) {
    boolean isEnd() {
      return bytes.isEmpty();
    }
  }

  /** The bytes. For one reader. */
  static final class Stream extends InputStream {

    private final LinkedBlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final Duration silence;
    private long bytesLeft;
    private List<ByteBuffer> current = List.of();
    private boolean ended;

    private Stream(Duration silence, long mostBytes) {
      this.silence = silence;
      this.bytesLeft = mostBytes;
    }

    private void begin(Flow.Subscription begun) {
      if (!subscription.complete(begun)) {
        begun.cancel();
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, into.length);
      if (length == 0) {
        return 0;
      }
      @Nullable ByteBuffer buffer = filled();
      if (buffer == null) {
        return -1;
      }
      int count = Math.min(length, buffer.remaining());
      bytesLeft -= count;
      if (bytesLeft < 0) {
        close();
        throw new IOException("The recording is larger than the hub passes on");
      }
      buffer.get(into, offset, count);
      return count;
    }

    private @Nullable ByteBuffer filled() throws IOException {
      while (!ended) {
        for (ByteBuffer buffer : current) {
          if (buffer.hasRemaining()) {
            return buffer;
          }
        }
        next();
      }
      return null;
    }

    private void next() throws IOException {
      subscription.join().request(1);
      Piece piece = await();
      if (piece.error() != null) {
        ended = true;
        throw new IOException("The recording's server broke off", piece.error());
      }
      ended = piece.isEnd();
      current = piece.bytes();
    }

    private Piece await() throws IOException {
      try {
        @Nullable Piece piece = pieces.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
        if (piece == null) {
          close();
          throw new IOException("The recording's server fell silent");
        }
        return piece;
      } catch (InterruptedException e) {
        close();
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted while a recording was read", e);
      }
    }

    @Override
    public void close() {
      ended = true;
      current = List.of();
      var unused = subscription.thenAccept(Flow.Subscription::cancel);
    }
  }
}
