package ru.fitcrm.hub.sandbox.onec.front;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What a 1C and the web servers before it say when something is wrong. */
public final class OnecWords {

  /** Windows' Cyrillic, in which older web servers write their pages. */
  public static final Charset CP1251 = Charset.forName("windows-1251");

  private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private OnecWords() {}

  /** No free licence: an HTML page with status 500. */
  public static Fault noLicence() {
    return page(500, "Не обнаружено свободной лицензии!");
  }

  /** Technical works: an HTML page. */
  public static Fault technicalWorks(int status) {
    return page(
        status, "Начало сеанса с информационной базой запрещено. Ведутся технические работы.");
  }

  /** An HTML error page of the platform, in UTF-8. */
  public static Fault page(int status, String reason) {
    return new Fault.Instead(Answer.of(status, "text/html; charset=utf-8", html(reason)));
  }

  /** The same in Windows' Cyrillic, with or without saying so. */
  public static Fault page1251(int status, String reason, boolean said) {
    return new Fault.Instead(
        Answer.of(
            status,
            said ? "text/html; charset=windows-1251" : "text/html",
            html(reason).getBytes(CP1251)));
  }

  private static String html(String reason) {
    return """
    <!DOCTYPE html>
    <html><head><title>1C:Enterprise</title><style>h1 {color: red}</style></head>
    <body><h1>1C:Enterprise 8 application error:</h1><p>%s</p></body></html>
    """
        .formatted(reason);
  }

  /** As if the login had changed. */
  public static Fault unauthorized() {
    return new Fault.Instead(
        Answer.of(401, null, "").with("WWW-Authenticate", "Basic realm=\"1C:Enterprise 8\""));
  }

  /** What a proxy says when nothing listens behind it. */
  public static Fault status(int status) {
    return new Fault.Instead(Answer.of(status, null, ""));
  }

  public static Fault redirect(String to) {
    return new Fault.Instead(Answer.of(302, null, "").with("Location", to));
  }

  /** A fault as the platform raises one from a module; nothing is done. */
  public static Fault soapFault(String text) {
    return new Fault.Instead(
        Answer.of(
            500,
            "text/xml; charset=utf-8",
            """
            <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
            \t<soap:Body>
            \t\t<soap:Fault>
            \t\t\t<faultcode>soap:Server</faultcode>
            \t\t\t<faultstring>%s</faultstring>
            \t\t</soap:Fault>
            \t</soap:Body>
            </soap:Envelope>"""
                .formatted(text)
                .replace("\n", "\r\n")));
  }

  /** An error of the OData interface in JSON; the code is a text there. */
  public static Fault odataError(int status, String code, String text) {
    return new Fault.Instead(
        Answer.of(
            status,
            "application/json;odata=minimalmetadata;charset=utf-8",
            """
            {"odata.error": {"code": "%s", "message": {"lang": "ru", "value": "%s"}}}
            """
                .formatted(code, text)));
  }

  /** The same in XML. */
  public static Fault odataXmlError(int status, String code, String text) {
    return new Fault.Instead(
        Answer.of(
            status,
            "application/xml;charset=utf-8",
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <m:error xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">\
            <m:code>%s</m:code><m:message>%s</m:message></m:error>
            """
                .formatted(code, text)));
  }

  /** An exception of the application server: JSON with a byte order mark. */
  public static Fault exception(int status, String... inner) {
    StringBuilder nested = new StringBuilder();
    for (String text : inner) {
      nested.append(", \"inner\": {\"descr\": \"").append(text).append('"');
    }
    String body =
        """
        \ufeff{"#exception": "{http://v8.1c.ru/8.2/virtual-resource-system}Exception",
        "exception": {"reason": %d, "descr": "HTTP: %d\\nЗапрос GET не выполнен:"%s%s}}
        """
            .formatted(status, status, nested, "}".repeat(inner.length));
    return new Fault.Instead(Answer.of(status, "application/json", body));
  }

  /** Puts a UTF-8 byte order mark before whatever is answered. */
  public static Fault bom() {
    return new Fault.Changed(
        answer -> {
          byte[] marked = new byte[BOM.length + answer.body().length];
          System.arraycopy(BOM, 0, marked, 0, BOM.length);
          System.arraycopy(answer.body(), 0, marked, BOM.length, answer.body().length);
          return answer.withBody(marked);
        });
  }

  /** Changes the text of the answer. */
  public static Fault rewritten(String from, String to) {
    return new Fault.Changed(
        answer ->
            answer.withBody(
                new String(answer.body(), StandardCharsets.UTF_8)
                    .replace(from, to)
                    .getBytes(StandardCharsets.UTF_8)));
  }
}
