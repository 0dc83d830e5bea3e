package ru.fitcrm.hub.sandbox.sms;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** A page with everybody's phones, on which one can also write back. */
final class PhonePage {

  private static final int SHOWN = 24;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.of("Europe/Moscow"));

  private static final String PAGE =
      """
      <!doctype html><html lang="ru"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1"><title>Телефоны клиентов</title>
      <style>
      body { font: 16px/1.45 system-ui, sans-serif; margin: 0; padding: 1.2rem; background: #f4f1ec; color: #22303c }
      h1 { font-size: 1.5rem; margin: 0 } .hint { color: #52606d; max-width: 60rem }
      #talks { display: grid; grid-template-columns: repeat(auto-fill, minmax(19rem, 1fr)); gap: 1rem }
      .phone { background: #fff; border: 1px solid #d9d3ca; border-radius: 1.2rem; padding: 1rem; display: flex; flex-direction: column }
      .phone h2 { font-size: 1rem; margin: 0 0 .6rem; text-align: center }
      ol { list-style: none; margin: 0 0 .8rem; padding: 0; flex: 1; max-height: 30rem; overflow-y: auto }
      li { margin: .4rem 3rem .4rem 0; padding: .45rem .7rem; border-radius: .8rem; background: #ebe6df; overflow-wrap: anywhere; white-space: pre-wrap }
      li.own { margin: .4rem 0 .4rem 3rem; background: #2266a8; color: #fff }
      small { display: block; opacity: .75 } form { display: flex; gap: .4rem; flex-wrap: wrap; align-items: end }
      input { font: inherit; padding: .4rem .6rem; border: 1px solid #9aa5b1; border-radius: .5rem; min-width: 0 } .phone input { flex: 1 0 100%; box-sizing: border-box } .new input[name=text] { width: 22rem; max-width: 80vw }
      button { font: inherit; padding: .4rem .8rem; border: 1px solid #2266a8; border-radius: .5rem; background: #2266a8; color: #fff; cursor: pointer }
      button.stop { background: #fff; color: #b42318; border-color: #b42318 }
      label { display: grid; font-size: .85rem } .new { margin: 1rem 0 1.4rem }
      </style></head><body>
      <h1>Телефоны клиентов</h1>
      <p class="hint">Это песочница вместо настоящего SMS-шлюза: сюда приходит всё, что клуб отправляет по SMS.
      Отвечайте за клиента прямо здесь; «СТОП» прекращает рекламу и SMS о пропущенных звонках. Страница обновляется сама.</p>
      <form class="new" method="post" action="/write">
      <label>С номера <input name="from" required pattern="\\+?[0-9 ()\\-]{11,20}" placeholder="+79161234567"></label>
      <label>Текст <input name="text" required maxlength="1000" value="Здравствуйте! Есть места на йогу?"></label>
      <button>Написать клубу</button></form>
      <div id="talks">{talks}</div>
      <script>
      setInterval(async () => {
        const typing = [...document.querySelectorAll('#talks input[name=text]')]
          .some(field => field.value || field === document.activeElement);
        if (typing || document.hidden) return;
        const fresh = await fetch('/talks').catch(() => null);
        if (fresh && fresh.ok) document.getElementById('talks').innerHTML = await fresh.text();
      }, 2000);
      </script></body></html>""";

  private static final String PHONE =
      """
      <section class="phone"><h2>+{phone}</h2><ol>{talk}</ol>
      <form method="post" action="/write"><input type="hidden" name="from" value="+{phone}">
      <input name="text" maxlength="1000" required aria-label="Ответ с +{phone}" placeholder="Ответить"><button>Отправить</button>
      <button class="stop" name="text" value="СТОП" formnovalidate>СТОП</button></form></section>""";

  private PhonePage() {}

  static String of(Map<String, List<Phones.Line>> talks) {
    return PAGE.replace("{talks}", talks(talks));
  }

  /** The phones alone, for a page that watches them. */
  static String talks(Map<String, List<Phones.Line>> talks) {
    StringBuilder phones = new StringBuilder();
    talks.entrySet().stream()
        .limit(SHOWN)
        .forEach(talk -> phones.append(phone(talk.getKey(), talk.getValue())));
    return phones.isEmpty()
        ? "<p>Пока ни одной SMS: пропущенный звонок станет первой.</p>"
        : phones.toString();
  }

  private static String phone(String number, List<Phones.Line> lines) {
    return PHONE.replace("{phone}", safe(number)).replace("{talk}", talk(lines));
  }

  private static String talk(List<Phones.Line> lines) {
    StringBuilder all = new StringBuilder();
    for (Phones.Line line : lines) {
      all.append(line.ofClub() ? "<li>" : "<li class=\"own\">")
          .append(safe(line.text()))
          .append("<small>")
          .append(line.ofClub() ? "клуб, " : "клиент, ")
          .append(TIME.format(line.at()))
          .append("</small></li>");
    }
    return all.toString();
  }

  private static String safe(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
