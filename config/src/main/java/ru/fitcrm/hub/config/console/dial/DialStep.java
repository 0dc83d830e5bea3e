package ru.fitcrm.hub.config.console.dial;

import ru.fitcrm.hub.core.call.Call;

/** How far a call has come that somebody clicked for. */
enum DialStep {
  /** The employee's own phone rings. */
  CALLING_YOU,
  /** It was taken, the client's phone rings. */
  CONNECTING,
  TALKING,
  ENDED;

  /**
   * @param heard whether the PBX has told anything of the call
   */
  static DialStep of(Call call, boolean heard) {
    return switch (call.result()) {
      case RINGING -> heard ? CONNECTING : CALLING_YOU;
      case TALKING -> TALKING;
      case ANSWERED, MISSED, LOST, BUSY, CANCELLED, FAILED -> ENDED;
    };
  }
}
