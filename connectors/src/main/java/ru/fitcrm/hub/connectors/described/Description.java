package ru.fitcrm.hub.connectors.described;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to speak with a gateway. Whatever is null is taken from the preset, or does not exist.
 *
 * <p>Texts may hold {@code {phone}} (digits), {@code {phonePlus}}, {@code {address}}, {@code
 * {chatId}} (digits of a number, else the address), {@code {text}}, {@code {id}} (the hub's own of
 * the message), {@code {coding}} (0 if the text fits the GSM alphabet, else 2), {@code {messenger}}
 * (whatsapp, telegram, max), {@code {username}}, {@code {password}}, {@code {apiKey}}, {@code
 * {sender}}, {@code {receiptUrl}}, {@code {receiptSecret}}; they are encoded as the place demands.
 * A value is found by the name of a field ({@code id}), a JSON pointer ({@code /messages/0/id}) or,
 * beginning with {@code ~}, a regular expression whose first group it is.
 */
public record Description(
    Send send, Answer answer, Find find, Receipt receipt, Inbound inbound, Check check) {

  /** Nothing of its own: all from the preset. */
  public static final Description NONE =
      new Description(
          new Send(null, null, null, null, null, null),
          new Answer(null, null, null, null, null),
          new Find(null, null, null, null, null),
          new Receipt(null, null, null, null, null, null, null, null, null, null, null),
          new Inbound(null, null, null, null, null, null, null, null, null, null, null),
          new Check(null, null, null, null));

  @JsonCreator
  public Description(
      @Nullable Send send,
      @Nullable Answer answer,
      @Nullable Find find,
      @Nullable Receipt receipt,
      @Nullable Inbound inbound,
      @Nullable Check check) {
    this.send = Objects.requireNonNullElseGet(send, () -> NONE.send);
    this.answer = Objects.requireNonNullElseGet(answer, () -> NONE.answer);
    this.find = Objects.requireNonNullElseGet(find, () -> NONE.find);
    this.receipt = Objects.requireNonNullElseGet(receipt, () -> NONE.receipt);
    this.inbound = Objects.requireNonNullElseGet(inbound, () -> NONE.inbound);
    this.check = Objects.requireNonNullElseGet(check, () -> NONE.check);
  }

  /**
   * How a message is sent.
   *
   * @param method POST if not given
   * @param path after baseUrl, for example {@code /sys/send.php}
   * @param fields of a form, {@code name=text} each; one that lacks a value is left out
   * @param body instead of fields, for example JSON
   * @param contentType of body, JSON if not given; values are escaped as JSON, XML or a form demand
   * @param headers {@code Name: text} each; the other calls bear them too
   */
  public record Send(
      @Pattern(regexp = "GET|POST|PUT") @Nullable String method,
      @Spelt(Spelt.As.OF_MESSAGE) @Nullable String path,
      @Nullable List<@Spelt(Spelt.As.OF_MESSAGE) @Pattern(regexp = "[^=]+=[\\s\\S]*") String>
          fields,
      @Spelt(Spelt.As.OF_MESSAGE) @Nullable String body,
      @Nullable String contentType,
      @Nullable List<@Spelt(Spelt.As.OF_MESSAGE) @Pattern(regexp = "[^:\\s]+:[^\\r\\n]*") String>
          headers) {}

  /**
   * What the gateway's answer means.
   *
   * @param accepted regular expression found in an answer that takes the message; null if every
   *     answer with status 2xx and without an error does
   * @param id where the gateway's id is; null if receipts will tell the hub's own
   * @param error where the code of an error is
   * @param codes {@code code=OUTCOME} each, {@code http-403} for a status; OUTCOME is ACCEPTED,
   *     RETRY, DOWN, REJECTED, DO_NOT_WRITE or UNKNOWN
   * @param pause where the seconds to wait before a RETRY are, if not in the header Retry-After
   */
  public record Answer(
      @Spelt(Spelt.As.EXPRESSION) @Nullable String accepted,
      @Spelt(Spelt.As.PLACE) @Nullable String id,
      @Spelt(Spelt.As.PLACE) @Nullable String error,
      @Nullable List<@Pattern(regexp = Codes.OUTCOME, message = Codes.OUTCOME_WANTED) String> codes,
      @Spelt(Spelt.As.PLACE) @Nullable String pause) {}

  /**
   * How the gateway is asked what became of a message whose answer was lost.
   *
   * @param status where the status is in its answer
   * @param codes {@code status=OUTCOME} each; OUTCOME is ACCEPTED, DELIVERED, REJECTED, UNKNOWN, or
   *     RETRY for one it never got, which is then sent
   */
  public record Find(
      @Pattern(regexp = "GET|POST") @Nullable String method,
      @Spelt(Spelt.As.OF_MESSAGE) @Nullable String path,
      @Nullable List<@Spelt(Spelt.As.OF_MESSAGE) @Pattern(regexp = "[^=]+=[\\s\\S]*") String>
          fields,
      @Spelt(Spelt.As.PLACE) @Nullable String status,
      @Nullable List<@Pattern(regexp = Codes.FOUND, message = Codes.FOUND_WANTED) String> codes) {}

  /**
   * How the gateway tells of messages sent before.
   *
   * @param items where the list of receipts is; null if there is one to a request
   * @param id where the message's id is
   * @param status where the status is
   * @param statuses {@code status=STAGE} each, {@code *} for any other; STAGE is ACCEPTED,
   *     DELIVERED, READ or FAILED
   * @param error where the code of a failure is
   * @param time where the time is, in seconds since 1970 or ISO 8601
   * @param secretHeader header that bears the receiptSecret, as it is or after Bearer
   * @param signature where the signature is
   * @param signedText what is signed, {@code {name}} for fields of the request
   * @param signedBy MD5, SHA1, SHA256, HMAC_SHA1 or HMAC_SHA256, in hexadecimal
   * @param reply what the gateway wants to be answered
   */
  public record Receipt(
      @Nullable String items,
      @Spelt(Spelt.As.PLACE) @Nullable String id,
      @Spelt(Spelt.As.PLACE) @Nullable String status,
      @Nullable List<@Pattern(regexp = Codes.STAGE, message = Codes.STAGE_WANTED) String> statuses,
      @Spelt(Spelt.As.PLACE) @Nullable String error,
      @Spelt(Spelt.As.PLACE) @Nullable String time,
      @Nullable String secretHeader,
      @Spelt(Spelt.As.PLACE) @Nullable String signature,
      @Nullable String signedText,
      @Pattern(regexp = "MD5|SHA1|SHA256|HMAC_SHA1|HMAC_SHA256") @Nullable String signedBy,
      @Nullable String reply) {}

  /**
   * How the gateway tells what people write.
   *
   * @param items where the list of messages is; null if there is one to a request
   * @param only {@code where=value} or {@code where!=value}, several joined by {@code " & "}, a
   *     value's end after {@code *}: others are of no interest, for example {@code isEcho=false};
   *     values may hold what texts do of the account
   * @param id the gateway's own; without one the same again within minutes is taken once
   * @param from where the person's number or id is
   * @param phoneOwner where the id of whose phone it is stands, if it may be another's than the
   *     person's who writes
   * @param text where their words are, several places joined by {@code " | "}
   * @param ignored what only stands in that which is neither a receipt nor a message and of no
   *     interest, several places joined by {@code " | "}, for example {@code heartbeat}
   * @param signedText what is signed where there is no receipt, if it is not receipt.signedText;
   *     {@code -} if nothing is
   */
  public record Inbound(
      @Nullable String items,
      @Pattern(regexp = "[^=!]+!?=[^&]*( & [^=!]+!?=[^&]*)*") @Spelt(Spelt.As.CONDITIONS)
          @Nullable String only,
      @Spelt(Spelt.As.PLACE) @Nullable String id,
      @Spelt(Spelt.As.PLACE) @Nullable String from,
      @Spelt(Spelt.As.PLACE) @Nullable String phone,
      @Spelt(Spelt.As.PLACE) @Nullable String phoneOwner,
      @Spelt(Spelt.As.PLACE) @Nullable String name,
      @Spelt(Spelt.As.PLACES) @Nullable String text,
      @Spelt(Spelt.As.PLACE) @Nullable String time,
      @Spelt(Spelt.As.PLACES) @Nullable String ignored,
      @Nullable String signedText) {}

  /**
   * A harmless call for Test.
   *
   * @param good regular expression found in {@code status answer}, for example {@code ^200
   *     .*balance}
   */
  public record Check(
      @Pattern(regexp = "GET|POST") @Nullable String method,
      @Spelt(Spelt.As.OF_ACCOUNT) @Nullable String path,
      @Nullable List<@Spelt(Spelt.As.OF_ACCOUNT) @Pattern(regexp = "[^=]+=[\\s\\S]*") String>
          fields,
      @Spelt(Spelt.As.EXPRESSION) @Nullable String good) {}
}
