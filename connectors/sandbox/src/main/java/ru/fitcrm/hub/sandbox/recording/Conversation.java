package ru.fitcrm.hub.sandbox.recording;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * A made-up conversation as a WAV file, 8 kHz mono as a PBX records: two voices of hums that take
 * turns. The same name is the same sound.
 */
final class Conversation {

  private static final int RATE = 8000;
  private static final int HEADER = 44;
  private static final double LOW = 118;
  private static final double HIGH = 205;

  private Conversation() {}

  static byte[] wav(String name) {
    Random random = new Random(name.hashCode());
    int samples = RATE * (6 + random.nextInt(9));
    byte[] file = new byte[HEADER + samples * 2];
    ByteBuffer wav = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    header(wav, samples);
    int sample = 0;
    boolean firstSpeaks = true;
    while (sample < samples) {
      int until = Math.min(samples, sample + RATE / 2 + random.nextInt(RATE * 2));
      speak(wav, sample, until, firstSpeaks ? HIGH : LOW, random);
      sample = Math.min(samples, until + RATE / 4);
      wav.position(HEADER + sample * 2);
      firstSpeaks = !firstSpeaks;
    }
    return file;
  }

  /** Syllables: the hum swells and fades four times a second, its pitch wanders. */
  private static void speak(ByteBuffer wav, int from, int until, double pitch, Random random) {
    double phase = 0;
    double melody = pitch;
    for (int i = from; i < until; i++) {
      if (i % (RATE / 4) == 0) {
        melody = pitch * (0.85 + random.nextDouble() * 0.3);
      }
      phase += 2 * Math.PI * melody / RATE;
      double voice = Math.sin(phase) + 0.5 * Math.sin(2 * phase) + 0.25 * Math.sin(5 * phase);
      double swell = Math.pow(Math.sin(Math.PI * 4 * i / RATE), 2);
      wav.putShort((short) (voice * swell * 6000));
    }
  }

  private static void header(ByteBuffer wav, int samples) {
    int bytes = samples * 2;
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER - 8 + bytes);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(RATE * 2);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
  }
}
