package ru.fitcrm.hub.connectors.onec.soap;

import jakarta.xml.ws.Holder;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import ru.fitcrm.hub.connectors.onec.Answer;
import ru.fitcrm.hub.connectors.onec.Cell;
import ru.fitcrm.hub.connectors.onec.Failure;
import ru.fitcrm.hub.core.sync.ClubSystem.Lead;
import ru.fitcrm.hub.core.sync.ClubSystem.LeadSent;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;

/** Gives leads to a 1C that publishes the hub's contract, and looks for them there. */
final class GiveLeadBySoap {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

  private final SoapCalls calls;
  private final ZoneId home;

  GiveLeadBySoap(SoapCalls calls, ZoneId home) {
    this.calls = calls;
    this.home = home;
  }

  LeadSent put(Lead lead) {
    List<String> people = people(lead);
    Answer<Yes> answer =
        calls.ask(
            port -> {
              Holder<String> ref = new Holder<>();
              Holder<String> error = new Holder<>();
              return new Yes(port.putLead(write(lead), ref, error), ref.value, error.value);
            },
            people);
    return switch (answer) {
      case Answer.Given<Yes> given -> {
        Yes yes = Objects.requireNonNull(given.value());
        yield yes.isYes()
            ? new LeadSent.Taken(Cell.ref(yes.ref()))
            : yes.answer() == null
                ? look(lead, new LeadSent.Unknown("1C answered neither yes nor no"))
                : new LeadSent.Refused("refused", yes.reason(people));
      }
      case Answer.Failed<Yes> failed -> notAnswered(lead, failed.failure());
    };
  }

  /** What may have arrived is looked for at once; a person should not have to. */
  private LeadSent notAnswered(Lead lead, Failure failure) {
    Trouble trouble = failure.trouble();
    if (!failure.mayBeDone()) {
      return new LeadSent.NotSent(trouble);
    }
    if (trouble.kind() == Trouble.Kind.BUSY) {
      // A conflict of locks: 1C took everything back, most likely.
      return look(lead, new LeadSent.NotSent(trouble));
    }
    return trouble.code().equals("fault")
        ? look(lead, new LeadSent.Refused("fault", trouble.reason()))
        : look(lead, new LeadSent.Unknown(trouble.code() + ": " + trouble.reason()));
  }

  private LeadSent look(Lead lead, LeadSent otherwise) {
    return find(lead) instanceof LeadSent.Taken taken ? taken : otherwise;
  }

  LeadSent find(Lead lead) {
    Answer<Yes> answer =
        calls.ask(
            port -> {
              Holder<String> ref = new Holder<>();
              return new Yes(port.findLead(lead.id(), lead.phone(), ref), ref.value, null);
            },
            people(lead));
    return switch (answer) {
      case Answer.Given<Yes> given -> found(Objects.requireNonNull(given.value()));
      case Answer.Failed<Yes> failed -> new LeadSent.NotSent(failed.failure().trouble());
    };
  }

  private static LeadSent found(Yes yes) {
    if (yes.answer() == null) {
      return new LeadSent.NotSent(Yes.notTheContract("neither yes nor no"));
    }
    return yes.isYes() ? new LeadSent.Taken(Cell.ref(yes.ref())) : new LeadSent.Missing();
  }

  private ru.fitcrm.exchange.Lead write(Lead lead) {
    ru.fitcrm.exchange.Lead xml = new ru.fitcrm.exchange.Lead();
    xml.setId(lead.id());
    xml.setPhone(lead.phone());
    xml.setName(lead.name());
    xml.setEmail(lead.email());
    xml.setSource(lead.source());
    xml.setComment(lead.comment());
    xml.setMadeAt(SECONDS.format(LocalDateTime.ofInstant(lead.madeAt(), home)));
    return xml;
  }

  private static List<String> people(Lead lead) {
    return Yes.known(lead.phone(), lead.name(), lead.email(), lead.comment());
  }
}
