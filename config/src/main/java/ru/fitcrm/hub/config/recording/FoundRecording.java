package ru.fitcrm.hub.config.recording;

import ru.fitcrm.hub.connectors.recording.RecordingPlace;

/** Whether a call's recording can be listened to. */
public sealed interface FoundRecording {

  /** It was recorded, and the connection says where. */
  record Playable(RecordingPlace place, String name) implements FoundRecording {}

  /** It was recorded, but the club's plan has no recordings. */
  record NotInPlan() implements FoundRecording {}

  /** It was not recorded, or its connection is gone or names no place of recordings. */
  record None() implements FoundRecording {}
}
