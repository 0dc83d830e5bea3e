package ru.fitcrm.hub.connectors.onec.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble.Kind;
import ru.fitcrm.hub.core.sync.Packet;
import ru.fitcrm.hub.sandbox.onec.front.Answer;
import ru.fitcrm.hub.sandbox.onec.front.Fault;
import ru.fitcrm.hub.sandbox.onec.front.OnecWords;

/** What is odd, but an answer of a 1C's web service; and what only looks like one. */
class SoapOddAnswersTest {

  private ClubWithOnec club;

  @BeforeEach
  void open() {
    club = ClubWithOnec.open();
  }

  @AfterEach
  void close() {
    club.close();
  }

  @Test
  void trap_aByteOrderMarkBeforeTheEnvelope() {
    assertThat(readWith(OnecWords.bom()).clients()).hasSize(100);
  }

  @Test
  void trap_anEnvelopeCalledTextHtml() {
    Fault mislabelled = new Fault.Changed(answer -> Answer.of(200, "text/html", answer.body()));
    assertThat(readWith(mislabelled).clients()).hasSize(100);
    Fault unlabelled = new Fault.Changed(answer -> Answer.of(200, null, answer.body()));
    assertThat(readWith(unlabelled).clients()).hasSize(100);
  }

  @Test
  void trap_noCharsetIsUtf8AndADeclarationIsBelieved() {
    String name = readWith(OnecWords.bom()).clients().getFirst().name();
    Fault silent = new Fault.Changed(answer -> Answer.of(200, "text/xml", answer.body()));
    assertThat(readWith(silent).clients().getFirst().name()).isEqualTo(name);
    Fault declared =
        new Fault.Changed(
            answer ->
                Answer.of(
                    200,
                    "text/xml",
                    ("<?xml version=\"1.0\" encoding=\"windows-1251\"?>"
                            + new String(answer.body(), StandardCharsets.UTF_8))
                        .getBytes(OnecWords.CP1251)));
    assertThat(readWith(declared).clients().getFirst().name()).isEqualTo(name);
  }

  @Test
  void trap_1csOwnLayoutWithoutDeclarationWithTabsAndXsiTypes() {
    Packet packet =
        readWith(
            body(
                """
                <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
                \t<soap:Body>
                \t\t<m:GetAllResponse xmlns:m="http://fitcrm.ru/hub-exchange/1.0">
                \t\t\t<m:return xmlns:xs="http://www.w3.org/2001/XMLSchema"
                \t\t\t\t\txmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                \t\t\t\t\txsi:type="m:Page">
                \t\t\t\t<m:packet>
                \t\t\t\t\t<m:clients>
                \t\t\t\t\t\t<m:ref>f34d4f0a-f7df-11e0-876b-f6a059620446</m:ref>
                \t\t\t\t\t\t<m:version>7</m:version>
                \t\t\t\t\t\t<m:name>Иванова Анна</m:name>
                \t\t\t\t\t\t<m:phones>8 (916) 123-45-67</m:phones>
                \t\t\t\t\t\t<m:phones/>
                \t\t\t\t\t\t<m:email/>
                \t\t\t\t\t\t<m:birthDate>0001-01-01T00:00:00</m:birthDate>
                \t\t\t\t\t\t<m:branchRef>00000000-0000-0000-0000-000000000000</m:branchRef>
                \t\t\t\t\t\t<m:deleted>false</m:deleted>
                \t\t\t\t\t\t<m:addedByTheClub>скидка</m:addedByTheClub>
                \t\t\t\t\t</m:clients>
                \t\t\t\t\t<m:contracts>
                \t\t\t\t\t\t<m:ref>c1</m:ref>
                \t\t\t\t\t\t<m:clientRef>f34d4f0a-f7df-11e0-876b-f6a059620446</m:clientRef>
                \t\t\t\t\t\t<m:startsOn>2026-11-22T00:00:00</m:startsOn>
                \t\t\t\t\t\t<m:endsOn>послезавтра</m:endsOn>
                \t\t\t\t\t\t<m:terminatesOn xsi:nil="true"/>
                \t\t\t\t\t\t<m:price>1\u00a0233,05</m:price>
                \t\t\t\t\t\t<m:debt>0</m:debt>
                \t\t\t\t\t\t<m:visitsLeft>12.00</m:visitsLeft>
                \t\t\t\t\t</m:contracts>
                \t\t\t\t</m:packet>
                \t\t\t\t<m:next/>
                \t\t\t\t<m:receipt xsi:nil="true"/>
                \t\t\t\t<m:total>1\u00a0000</m:total>
                \t\t\t</m:return>
                \t\t</m:GetAllResponse>
                \t</soap:Body>
                </soap:Envelope>"""));

    assertThat(packet.clients())
        .containsExactly(
            new Packet.Client(
                "f34d4f0a-f7df-11e0-876b-f6a059620446",
                "7",
                "Иванова Анна",
                List.of("8 (916) 123-45-67"),
                null,
                null,
                null,
                "false"));
    Packet.Contract contract = packet.contracts().getFirst();
    assertThat(contract.startsOn()).isEqualTo("2026-11-22");
    assertThat(contract.endsOn())
        .as("a cell that cannot be read is not lost")
        .isEqualTo("послезавтра");
    assertThat(contract.terminatesOn()).isNull();
    assertThat(contract.price()).isEqualTo("1233.05");
    assertThat(contract.visitsLeft()).isEqualTo("12");
  }

  @Test
  void trap_aPageWithNothingInItIsNotTheEndOfEverything() {
    club.onec
        .faults()
        .always(
            body(
                """
                <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
                <GetAllResponse xmlns="urn:another-namespace"><return/></GetAllResponse>
                </soap:Body></soap:Envelope>"""));
    club.expect(Kind.REFUSED, "answer-unreadable");
  }

  @Test
  void trap_unqualifiedFieldsAreSaidToBeUnreadableAndNotSilentlyEmpty() {
    club.onec
        .faults()
        .always(
            body(
                """
                <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
                <m:GetAllResponse xmlns:m="http://fitcrm.ru/hub-exchange/1.0"><return><packet/></return>
                </m:GetAllResponse></soap:Body></soap:Envelope>"""));
    club.expect(Kind.REFUSED, "answer-unreadable");
  }

  @Test
  void trap_brokenXmlIsNotTakenForACutConnection() {
    club.onec.faults().always(OnecWords.rewritten("</", "<&"));
    club.expect(Kind.REFUSED, "answer-unreadable");
  }

  @Test
  void trap_anEntityIsNotExpanded() {
    club.onec
        .faults()
        .always(
            body(
                """
                <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>
                <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
                <m:GetAllResponse xmlns:m="http://fitcrm.ru/hub-exchange/1.0"><m:return><m:packet>
                <m:clients><m:ref>&e;</m:ref></m:clients></m:packet></m:return>
                </m:GetAllResponse></soap:Body></soap:Envelope>"""));
    club.expect(Kind.REFUSED, "answer-unreadable");
  }

  private Packet readWith(Fault fault) {
    club.onec.faults().next(fault);
    return ClubWithOnec.page(club.readAll()).packet();
  }

  private static Fault body(String envelope) {
    return new Fault.Instead(
        Answer.of(200, "text/xml; charset=utf-8", envelope.replace("\n", "\r\n")));
  }
}
