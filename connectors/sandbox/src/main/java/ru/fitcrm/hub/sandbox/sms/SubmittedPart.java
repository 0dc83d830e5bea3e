package ru.fitcrm.hub.sandbox.sms;

/**
 * A part as an SMSC got it.
 *
 * @param id the SMSC's, as its answer spelled it
 * @param header the bytes before the letters, in hexadecimal; empty for none
 * @param text read as UCS-2 or, for any other coding, byte by byte
 */
public record SubmittedPart(
    String id,
    String source,
    String dest,
    int coding,
    int esmClass,
    String header,
    String text,
    int registered,
    String validity) {}
