package ru.fitcrm.hub.sandbox.sms;

import java.util.List;

/** A page with everybody's phones, on which one can also write back. */
final class PhonePage {

  private PhonePage() {}

  static String of(List<SentSms> all) {
    StringBuilder rows = new StringBuilder();
    for (SentSms sms : all.reversed()) {
      rows.append("<li><b>+")
          .append(safe(sms.phone()))
          .append("</b> ← ")
          .append(safe(sms.sender()))
          .append(": ")
          .append(safe(sms.text()))
          .append("</li>");
    }
    return """
        <!doctype html><html lang="ru"><meta charset="utf-8"><title>Телефоны</title>
        <h1>Телефоны клиентов</h1>
        <form method="post" action="/write">
        <label>С номера <input name="from" required placeholder="+79161234567"></label>
        <label>Текст <input name="text" required value="СТОП"></label>
        <button>Написать клубу</button></form><ul>%s</ul></html>"""
        .formatted(rows);
  }

  private static String safe(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
