package ru.fitcrm.hub.sandbox.pbx;

/** A bridge of the PBX at this moment. */
record LiveBridge(String id, String type, String technology) {

  static LiveBridge of(PbxEvent event) {
    return new LiveBridge(
        event.fieldOrEmpty("BridgeUniqueid"),
        event.fieldOrEmpty("BridgeType"),
        event.fieldOrEmpty("BridgeTechnology"));
  }

  Frame describe(Frame frame, int channels) {
    return frame
        .with("BridgeUniqueid", id)
        .with("BridgeType", type)
        .with("BridgeTechnology", technology)
        .with("BridgeCreator", "<unknown>")
        .with("BridgeName", "<unknown>")
        .with("BridgeNumChannels", channels)
        .with("BridgeVideoSourceMode", "none");
  }
}
