package ru.fitcrm.hub.config.console.call;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.config.console.ClubPeople;
import ru.fitcrm.hub.config.console.Wording;
import ru.fitcrm.hub.config.sheet.SafeCell;
import ru.fitcrm.hub.core.call.Call;
import ru.fitcrm.hub.core.person.Client;

/**
 * Calls as a table that a Russian Excel opens by a double click: UTF-8 with a mark, semicolons. No
 * cell is a formula, whatever a caller calls themselves.
 */
public final class CallSheet implements AutoCloseable {

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final List<String> COLUMNS =
      List.of(
          "date",
          "time",
          "direction",
          "result",
          "client",
          "phone",
          "club-number",
          "wait",
          "talk",
          "employee",
          "queue",
          "recorded",
          "id");

  private final CsvWriter csv;
  private final Wording say;

  /** Begins the table with its head. */
  public CallSheet(OutputStream out, Wording say) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    writer.write(BYTE_ORDER_MARK);
    this.csv =
        CsvWriter.builder().fieldSeparator(';').lineDelimiter(LineDelimiter.CRLF).build(writer);
    this.say = say;
    csv.writeRecord(COLUMNS.stream().map(column -> say.text("sheet." + column)).toList());
  }

  /**
   * @param clients the calls' clients by id
   */
  public void add(List<Call> calls, Map<Long, Client> clients, ClubPeople people) {
    calls.forEach(
        call ->
            csv.writeRecord(
                row(call, call.clientId() == null ? null : clients.get(call.clientId()), people)));
  }

  private List<String> row(Call call, @Nullable Client client, ClubPeople people) {
    ZonedDateTime at = call.startedAt().atZone(say.zone());
    String name = client == null || client.name() == null ? "" : client.name();
    String phone = call.phone() == null ? call.clientNumber() : call.phone();
    return List.of(
        DATE.format(at),
        TIME.format(at),
        say.text("call.direction." + call.direction()),
        SafeCell.text(say.result(call)),
        SafeCell.text(name),
        SafeCell.phone(say.phone(phone)),
        SafeCell.phone(call.clubNumber() == null ? "" : say.number(call.clubNumber())),
        seconds(call.waitSeconds()),
        seconds(call.talkSeconds()),
        SafeCell.text(
            call.answeredBy().stream().map(people::atPhone).collect(Collectors.joining(", "))),
        SafeCell.text(call.queue() == null ? "" : call.queue()),
        say.text(call.recording() == null ? "conn.no" : "conn.yes"),
        Long.toString(call.id()));
  }

  private static String seconds(double seconds) {
    return Long.toString(Math.round(seconds));
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
