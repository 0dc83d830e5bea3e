package ru.fitcrm.hub.core.message;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.ReadPhone;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.Required;

/**
 * Writes to a person because somebody wants it: an employee in the console, a program over the API.
 * Whether and when it is said is decided when it is sent. Runs inside the club's gate.
 */
public final class WriteMessage {

  private static final int LONGEST = 4000;

  private static final List<Channel> ORDER =
      List.of(Channel.SMS, Channel.WHATSAPP, Channel.MAX, Channel.TELEGRAM, Channel.EMAIL);

  private static final String INSERT =
      """
      insert into message (direction, purpose, state, client_id, channels, addresses, subject, text, template, media,
                           author, way_due_at, created_at)
      values ('OUTGOING', :purpose, 'WAITING', :client, :channels, cast(:addresses as jsonb), :subject, :text,
              cast(:template as jsonb), cast(:media as jsonb), :author, now(), :now)
      returning id""";

  private static final String HEARD_LAST =
      """
      select channel from message
       where client_id = :client and direction = 'INCOMING' and channel is not null
       order by id desc limit 1""";

  private static final String ANSWERED =
      """
      update request set handled_at = :now, handled_by = :author
       where client_id = :client and handled_at is null""";

  /** Whether nobody of the club has written since the person did. */
  private static final String IS_FIRST_ANSWER =
      """
      select exists (select 1 from message i
                      where i.client_id = :client and i.direction = 'INCOMING' and i.id < :id
                        and not exists (select 1 from message o
                                         where o.client_id = :client and o.direction = 'OUTGOING'
                                           and o.author is not null and o.purpose = 'SERVICE'
                                           and o.id > i.id and o.id < :id))""";

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final ClientDirectory clients;
  private final MessageLog log;
  private final GiveWays ways;
  private final Journal journal;
  private final BusinessClock clock;

  WriteMessage(
      JdbcClient jdbc,
      ObjectMapper json,
      ClientDirectory clients,
      MessageLog log,
      GiveWays ways,
      Journal journal,
      BusinessClock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clients = clients;
    this.log = log;
    this.ways = ways;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * @param author for the person's history
   * @throws InvalidInput naming the field, also where no channel can reach the person
   */
  public Message write(Club club, NewText wish, String author) {
    String text = text(wish);
    To to = to(club, wish);
    long id = insert(wish, to, text, author);
    if (!ways.give(id)) {
      throw new InvalidInput(
          "channel",
          "message.no-way",
          "No channel can reach this person: it needs an enabled connection of the channel, and an"
              + " address or number of the person for it");
    }
    Long client = to.client();
    Message written = log.get(id);
    if (client != null && written.purpose() == Purpose.SERVICE) {
      answered(club, client, written, author);
    }
    return written;
  }

  /**
   * What they asked for is handled, and the step of their card is done: that is a rule's to say.
   */
  private void answered(Club club, long client, Message answer, String author) {
    Instant now = clock.instant();
    jdbc.sql(ANSWERED)
        .param("now", Columns.at(now))
        .param("author", author)
        .param("client", client)
        .update();
    if (isFirst(client, answer)) {
      tell(club, client, answer, now);
    }
  }

  private boolean isFirst(long client, Message answer) {
    return jdbc.sql(IS_FIRST_ANSWER)
        .param("client", client)
        .param("id", answer.id())
        .query(Boolean.class)
        .single();
  }

  private void tell(Club club, long client, Message answer, Instant now) {
    Map<String, Object> data =
        Map.of("messageId", answer.id(), "clientId", client, "purpose", answer.purpose().name());
    journal.append(
        List.of(NewEvent.once("message.answered", "message", answer.id(), client, data, now)),
        now,
        LocalDate.ofInstant(now, club.zone()));
  }

  /** Whom it is to; the number, if it was given, goes before those in the base. */
  private record To(@Nullable Long client, @Nullable String phone) {}

  private To to(Club club, NewText wish) {
    Long client = wish.clientId();
    if (client != null) {
      return new To(clients.get(client).id(), null);
    }
    String phone = ReadPhone.read(wish.phone(), club.region()).e164OrNull();
    if (phone == null) {
      throw new InvalidInput(
          "phone",
          wish.phone() == null ? "required" : "phone.invalid",
          "clientId or phone is required; a phone is written as +79161234567");
    }
    return new To(
        clients.withNumber(phone).stream().findFirst().map(Client::id).orElse(null), phone);
  }

  private long insert(NewText wish, To to, String text, String author) {
    return jdbc.sql(INSERT)
        .param("purpose", (wish.purpose() == null ? Purpose.SERVICE : wish.purpose()).name())
        .param("client", to.client(), Types.BIGINT)
        .param("channels", channels(wish, to), Types.ARRAY)
        .param("addresses", addresses(to))
        .param("subject", wish.subject(), Types.VARCHAR)
        .param("text", text)
        .param("template", RenderText.stored(wish.template()), Types.VARCHAR)
        .param("media", MessageRows.stored(MessageFile.of(wish.media())), Types.VARCHAR)
        .param("author", author)
        .param("now", Columns.at(clock.instant()))
        .query(Long.class)
        .single();
  }

  private String[] channels(NewText wish, To to) {
    Set<String> order = new LinkedHashSet<>();
    if (wish.channel() != null) {
      order.add(wish.channel().name());
    } else {
      order.addAll(heardLast(to.client()));
      ORDER.forEach(channel -> order.add(channel.name()));
    }
    return order.toArray(String[]::new);
  }

  private List<String> heardLast(@Nullable Long client) {
    return client == null
        ? List.of()
        : jdbc.sql(HEARD_LAST).param("client", client).query(String.class).list();
  }

  private String addresses(To to) {
    ObjectNode addresses = json.createObjectNode();
    if (to.phone() != null) {
      addresses.put(Channel.SMS.name(), to.phone());
      addresses.put(Channel.WHATSAPP.name(), to.phone());
    }
    return addresses.toString();
  }

  private static String text(NewText wish) {
    String text = wish.text();
    TextToSend.Template template = wish.template();
    if (text == null && template != null) {
      return template.name() + ": " + String.join(", ", template.parameters());
    }
    if (wish.media() != null) {
      checkMedia(wish.media());
      text = text == null ? "" : text;
    } else if (text == null || text.isBlank()) {
      throw new InvalidInput("text", "required", "text or template is required");
    }
    if (text.length() > LONGEST) {
      throw new InvalidInput(
          "text", "text.too-long", "text takes at most " + LONGEST + " characters");
    }
    return text.strip();
  }

  private static void checkMedia(TextToSend.Media media) {
    Required.text("media.kind", Columns.name(media.kind()));
    TextToSend.Media.checkUrl("media.url", media.url());
  }
}
