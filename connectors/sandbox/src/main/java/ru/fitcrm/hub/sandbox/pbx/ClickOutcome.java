package ru.fitcrm.hub.sandbox.pbx;

/** How a call goes that was made by Originate. */
public enum ClickOutcome {
  /** The employee picks up, the client answers, they talk, the client hangs up. */
  ANSWERED("i4_originate_channelid"),
  /** The employee does not pick up: OriginateResponse Failure, Reason 3, after about 10 s. */
  EMPLOYEE_NO_ANSWER("j2_originate_agent_noanswer"),
  /** The employee declines: OriginateResponse Failure, Reason 0. */
  EMPLOYEE_DECLINED("j4_originate_agent_declines"),
  /** The employee picks up, the client's line is busy. */
  CLIENT_BUSY("j3_originate_client_busy"),
  /** The employee picks up, the client does not answer. */
  CLIENT_NO_ANSWER("j_originate_client_noanswer");

  private final String recording;

  ClickOutcome(String recording) {
    this.recording = recording;
  }

  Recording recording() {
    return Recording.named(recording);
  }
}
