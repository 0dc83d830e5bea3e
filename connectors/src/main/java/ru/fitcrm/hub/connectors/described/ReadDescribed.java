package ru.fitcrm.hub.connectors.described;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.InRequest;
import ru.fitcrm.hub.connectors.ReceivingConnector.Hearing;
import ru.fitcrm.hub.connectors.Reply;
import ru.fitcrm.hub.connectors.http.Digests;
import ru.fitcrm.hub.connectors.http.SameBytes;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.message.Channel;
import ru.fitcrm.hub.core.message.ChannelNews;
import ru.fitcrm.hub.core.message.ChannelNews.Stage;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** Reads what a described gateway tells: receipts, and what people write. */
public final class ReadDescribed {

  private static final Duration SAME_WITHIN = Duration.ofMinutes(10);
  private static final String UNSIGNED = "-";
  private static final String NOT_UNDERSTOOD =
      "Neither a receipt nor a person's message was found in it: compare its fields with receipt.id,"
          + " receipt.status, inbound.from and inbound.text in the connection's settings, correct"
          + " them and repeat it; if it is of no interest, name one of its fields in"
          + " inbound.ignored";
  private static final String AND = " & ";
  private static final String ENDS_WITH = "*";

  private final Gateway gateway;
  private final Description.Receipt receipt;
  private final Description.Inbound inbound;

  public ReadDescribed(Gateway gateway) {
    this.gateway = gateway;
    this.receipt = gateway.description().receipt();
    this.inbound = gateway.description().inbound();
  }

  /**
   * Checks who tells it, where a secret was agreed. The same body is taken once: for ever where it
   * bears an id, else within minutes.
   */
  public Hearing hear(InRequest request, Instant now) {
    try {
      PickValue told = PickValue.ofRequest(request.body());
      if (!bearsSecret(request) || !isSigned(told)) {
        return new Hearing.Refuse(
            Reply.problem(
                403, "signature.wrong", "It does not bear the secret agreed for this connection"));
      }
      return bearsId(told)
          ? new Hearing.Keep(Digests.hex("SHA-256", request.body().bytes()), null, null)
          : SameBytes.keep(request.body(), SAME_WITHIN, now);
    } catch (InvalidInput unreadable) {
      return new Hearing.Refuse(
          Reply.problem(400, unreadable.code(), String.valueOf(unreadable.getMessage())));
    }
  }

  /** A list is of those who give ids. */
  private boolean bearsId(PickValue told) {
    return inbound.items() != null
        || told.at(inbound.id()).isPresent()
        || told.at(receipt.id()).isPresent();
  }

  /** What the gateway wants to hear, else it comes again. */
  public Reply reply() {
    return Reply.text(200, receipt.reply() == null ? "OK" : receipt.reply());
  }

  private boolean bearsSecret(InRequest request) {
    String secret = gateway.own().receiptSecret();
    if (receipt.secretHeader() == null || secret == null) {
      return true;
    }
    String shown = String.valueOf(request.header(receipt.secretHeader()));
    return Digests.same(shown, secret) || Digests.same(shown, "Bearer " + secret);
  }

  private boolean isSigned(PickValue told) {
    String secret = gateway.own().receiptSecret();
    String signed = signedText(told);
    if (receipt.signature() == null || signed == null || secret == null) {
      return true;
    }
    Map<String, String> values = new HashMap<>();
    told.json().properties().forEach(each -> values.put(each.getKey(), each.getValue().asText()));
    values.put("receiptSecret", secret);
    String text = new FillTemplate(values).plain(signed);
    String expected = sign(receipt.signedBy() == null ? "SHA1" : receipt.signedBy(), secret, text);
    return Digests.same(told.at(receipt.signature()).orElse("").toLowerCase(Locale.ROOT), expected);
  }

  /** Null if nothing is signed. */
  private @Nullable String signedText(PickValue told) {
    if (inbound.signedText() == null
        || told.items(receipt.items()).stream().anyMatch(this::isReceipt)) {
      return receipt.signedText();
    }
    return inbound.signedText().equals(UNSIGNED) ? null : inbound.signedText();
  }

  private static String sign(String by, String secret, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return switch (by) {
      case "HMAC_SHA1" -> Digests.hmac("HmacSHA1", secret, bytes);
      case "HMAC_SHA256" -> Digests.hmac("HmacSHA256", secret, bytes);
      case "SHA256" -> Digests.hex("SHA-256", bytes);
      case "MD5" -> Digests.hex("MD5", bytes);
      default -> Digests.hex("SHA-1", bytes);
    };
  }

  /**
   * What a body told, in its order; a probe, or what is of no interest, tells nothing.
   *
   * @throws InvalidInput if the description knows nothing of what is in it
   */
  public List<ChannelNews> news(RawBody body) {
    PickValue told = PickValue.ofRequest(body);
    List<ChannelNews> news = new ArrayList<>();
    for (PickValue each : told.items(receipt.items())) {
      receipt(each).ifPresent(news::add);
    }
    for (PickValue each : told.items(inbound.items())) {
      written(each).ifPresent(news::add);
    }
    if (news.isEmpty() && !isUnderstood(told)) {
      throw new InvalidInput("body", "gateway.not-understood", NOT_UNDERSTOOD);
    }
    return news;
  }

  private boolean isUnderstood(PickValue told) {
    return told.has(inbound.ignored())
        || told.hasEmpty(receipt.items())
        || told.hasEmpty(inbound.items())
        || told.items(receipt.items()).stream().anyMatch(this::isReceipt)
        || told.items(inbound.items()).stream().anyMatch(this::isWritten);
  }

  private boolean isReceipt(PickValue each) {
    return each.has(receipt.id()) && each.has(receipt.status());
  }

  private boolean isWritten(PickValue each) {
    return !isOfInterest(each) || (each.has(inbound.from()) && each.has(inbound.text()));
  }

  private Optional<ChannelNews> receipt(PickValue each) {
    Optional<String> id = each.at(receipt.id());
    Optional<String> status = each.at(receipt.status());
    if (id.isEmpty() || status.isEmpty()) {
      return Optional.empty();
    }
    String meaning = new Codes(receipt.statuses()).of(status.get());
    if (meaning == null) {
      return Optional.empty();
    }
    Stage stage = Stage.valueOf(meaning);
    boolean failed = stage == Stage.FAILED;
    return Optional.of(
        new ChannelNews.Receipt(
            id.get(),
            stage,
            moment(each.at(receipt.time())),
            failed ? each.at(receipt.error()).orElse(status.get()) : null,
            failed ? "The gateway could not deliver it" : null,
            gateway.description().answer().id() == null));
  }

  private Optional<ChannelNews> written(PickValue each) {
    Optional<String> from = each.at(inbound.from());
    Optional<String> text = each.first(inbound.text());
    // Where messages are told from all else, one without a text is a file.
    boolean isFile = text.isEmpty() && inbound.only() != null && gateway.channel() != Channel.SMS;
    if (from.isEmpty() || (text.isEmpty() && !isFile) || !isOfInterest(each)) {
      return Optional.empty();
    }
    return Optional.of(
        new ChannelNews.Written(
            each.at(inbound.id()).orElse(""),
            gateway.channel(),
            address(from.get()),
            each.at(inbound.phone())
                .filter(any -> isOwn(each, from.get()))
                .map(ReadDescribed::inFull)
                .orElse(null),
            each.at(inbound.name()).orElse(null),
            text.orElse(""),
            moment(each.at(inbound.time()))));
  }

  /** Senders of SMS are told as people dial them; messengers tell numbers in full. */
  private String address(String from) {
    return gateway.channel() == Channel.WHATSAPP ? inFull(from) : from.strip();
  }

  /** With the plus messengers leave out; what is no number is left as it is. */
  private static String inFull(String told) {
    String number = told.replaceFirst("@.*", "").strip();
    return number.matches("[1-9][0-9]{6,14}") ? "+" + number : number;
  }

  /** People pass on the contacts of others, too. */
  private boolean isOwn(PickValue each, String writer) {
    return inbound.phoneOwner() == null
        || each.at(inbound.phoneOwner()).filter(writer::equals).isPresent();
  }

  private boolean isOfInterest(PickValue each) {
    return inbound.only() == null
        || Arrays.stream(inbound.only().split(AND, -1))
            .map(new FillTemplate(gateway.values())::plain)
            .allMatch(condition -> isMet(condition, each));
  }

  private static boolean isMet(String condition, PickValue each) {
    int at = condition.indexOf('=');
    boolean not = condition.charAt(at - 1) == '!';
    String told = each.at(condition.substring(0, not ? at - 1 : at)).orElse("");
    String wanted = condition.substring(at + 1);
    boolean is =
        wanted.startsWith(ENDS_WITH) ? told.endsWith(wanted.substring(1)) : told.equals(wanted);
    return is != not;
  }

  private static @Nullable Instant moment(Optional<String> told) {
    String text = told.orElse("");
    if (text.matches("\\d{9,11}")) {
      return Instant.ofEpochSecond(Long.parseLong(text));
    }
    if (text.matches("\\d{12,14}")) {
      return Instant.ofEpochMilli(Long.parseLong(text));
    }
    try {
      return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
