package ru.fitcrm.hub.config.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalTime;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.journal.Rules;
import ru.fitcrm.hub.core.message.MessageHours;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.ClientQuery;
import ru.fitcrm.hub.core.person.Consent;
import ru.fitcrm.hub.core.person.Consents;
import ru.fitcrm.hub.core.person.NewConsent;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.rule.RuleEdit;
import ru.fitcrm.hub.core.rule.WriteRules;

/**
 * What the demo club writes by itself, and who of its people agreed to advertising. Made once: what
 * somebody changes later stays.
 */
@Component
final class DemoTexts {

  static final String RULE = "Пропущенный звонок: SMS звонившему";

  private static final PageRequest FIRST = new PageRequest(0, 200);
  private static final String MISSED =
      "($.party == \"LEAD\" || $.party == \"CLIENT\") && $.result == \"MISSED\"";

  private final ClubGate gate;
  private final Rules rules;
  private final WriteRules write;
  private final MessageHours hours;
  private final ClientDirectory clients;
  private final Consents consents;
  private final ObjectMapper json;

  DemoTexts(
      ClubGate gate,
      Rules rules,
      WriteRules write,
      MessageHours hours,
      ClientDirectory clients,
      Consents consents,
      ObjectMapper json) {
    this.gate = gate;
    this.rules = rules;
    this.write = write;
    this.hours = hours;
    this.clients = clients;
    this.consents = consents;
    this.json = json;
  }

  void furnish(Club club) {
    gate.runInClub(
        club.clubId(),
        () -> {
          if (rules.list(FIRST).stream().noneMatch(rule -> rule.name().equals(RULE))) {
            var unusedRule = write.save(missedCall());
            // Whoever looks at a demo late in the evening shall not wait for the morning.
            var unusedHours =
                hours.set(new MessageHours.Edit(LocalTime.NOON, LocalTime.NOON, null, null));
            clients.list(new ClientQuery(null, null, null, false), FIRST).forEach(this::agree);
          }
        });
  }

  private RuleEdit missedCall() {
    ObjectNode settings = json.createObjectNode();
    settings.put("to", "CLIENT").put("purpose", "SERVICE").put("unlessStopped", true);
    settings.putArray("channels").add("SMS");
    settings
        .putObject("text")
        .put(
            "ru",
            "{club.name}: вы звонили нам, а мы не успели ответить. Перезвоним сегодня."
                + " Не писать вам — ответьте СТОП")
        .put(
            "en",
            "{club.name}: you called and we missed it. We will call you back today."
                + " Reply STOP to get no more of these");
    return new RuleEdit(null, RULE, "call.ended", MISSED, "MESSAGE", settings, true);
  }

  private void agree(Client client) {
    var unused =
        consents.add(
            client.id(),
            new NewConsent(
                Consent.Channel.SMS, Consent.Purpose.AD, true, null, "Анкета клуба", "2026-01"),
            "demo");
  }
}
