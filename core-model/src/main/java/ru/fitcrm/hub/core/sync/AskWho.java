package ru.fitcrm.hub.core.sync;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.Columns;

/** Puts a line on the card of a lead whose phone several clients of the system have: who is it? */
final class AskWho {

  private static final String LINE =
      """
      insert into comment (client_id, task_id, text, at)
      select :lead, (select max(id) from task where client_id = :lead and closed_at is null), :text, :now
       where not exists (select 1 from comment where client_id = :lead and text = :text)""";

  private final JdbcClient jdbc;

  AskWho(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Asks once for the same clients. */
  void ask(List<ClaimLeads.Question> questions, PacketFrame frame) {
    for (ClaimLeads.Question question : questions) {
      jdbc.sql(LINE)
          .param("lead", question.lead())
          .param(
              "text",
              "Этот телефон "
                  + (frame.ofFile() ? "в файле" : "в 1С")
                  + " у нескольких клиентов ("
                  + question.who()
                  + "): уточните, кто обратился")
          .param("now", Columns.at(frame.now()))
          .update();
    }
  }
}
