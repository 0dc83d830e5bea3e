package ru.fitcrm.hub.connectors.onec.soap;

import java.io.IOException;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;

/** What came back is no answer of the contract; carries what it is instead. */
final class NoAnswer extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient Trouble trouble;

  NoAnswer(Trouble trouble) {
    super(trouble.code());
    this.trouble = trouble;
  }

  Trouble trouble() {
    return trouble;
  }
}
