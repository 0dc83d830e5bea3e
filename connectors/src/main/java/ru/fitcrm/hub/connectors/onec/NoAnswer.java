package ru.fitcrm.hub.connectors.onec;

import java.io.IOException;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;

/** What came back is no answer of 1C's; carries what it is instead. */
public final class NoAnswer extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient Trouble trouble;

  public NoAnswer(Trouble trouble) {
    super(trouble.code());
    this.trouble = trouble;
  }

  public Trouble trouble() {
    return trouble;
  }
}
