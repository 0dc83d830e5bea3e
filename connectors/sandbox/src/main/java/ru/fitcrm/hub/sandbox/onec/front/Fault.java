package ru.fitcrm.hub.sandbox.onec.front;

import java.time.Duration;
import java.util.function.UnaryOperator;

/** Something that goes wrong with one request. */
public sealed interface Fault {

  /** Answered so, and nothing is done. */
  record Instead(Answer answer) implements Fault {}

  /** Done as asked, and answered so. */
  record DoneBut(Answer answer) implements Fault {}

  /** Done as asked, and the answer is changed on its way. */
  record Changed(UnaryOperator<Answer> change) implements Fault {}

  /** Done as asked, and answered late. */
  record Late(Duration by) implements Fault {}

  /** Done as asked; the connection ends after so many bytes of the answer. */
  record CutAfter(int bytes) implements Fault {}

  /** Done as asked; the connection ends without a byte of the answer. */
  record Lost() implements Fault {}

  /** Done as asked; the answer comes drop by drop. */
  record Drip(int bytes, Duration each) implements Fault {}
}
