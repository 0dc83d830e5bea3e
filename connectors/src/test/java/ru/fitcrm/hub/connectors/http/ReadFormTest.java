package ru.fitcrm.hub.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.platform.InvalidInput;

class ReadFormTest {

  private static RawBody body(String type, String text) {
    return new RawBody(type, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anUrlencodedFormIsRead() {
    assertThat(
            ReadForm.of(
                body(
                    "application/x-www-form-urlencoded",
                    "data%5B0%5D=a%0Ab&text=%D0%94%D0%B0+%D0%B8+%D0%BD%D0%B5%D1%82&empty=&bare")))
        .containsEntry("data[0]", "a\nb")
        .containsEntry("text", "Да и нет")
        .containsEntry("empty", "")
        .containsEntry("bare", "");
  }

  @Test
  void aMultipartFormIsReadInUtf8WithLineBreaksKept() {
    String form =
        """
        --frontier
        Content-Disposition: form-data; name="data[0]"

        sms_status
        000001-1
        103
        --frontier
        Content-Disposition: form-data; name="имя"
        Content-Type: text/plain; charset=UTF-8

        Ольга
        --frontier--
        """
            .replace("\n", "\r\n");
    assertThat(ReadForm.of(body("multipart/form-data; boundary=frontier", form)))
        .containsEntry("data[0]", "sms_status\r\n000001-1\r\n103")
        .containsEntry("имя", "Ольга")
        .hasSize(2);
  }

  @Test
  void whatCannotBeReadIsSaidSo() {
    assertThatThrownBy(() -> ReadForm.of(body("multipart/form-data", "--x")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("boundary");
  }

  @Test
  void aPercentThatBeginsNoByteStays() {
    RawBody careless =
        body(
            "application/x-www-form-urlencoded",
            "phone=%2B7916&name=%zz+%D0%90&comment=100%&share=50%+%D0%B4%D0%B0&end=%4");
    assertThat(ReadForm.of(careless))
        .containsEntry("phone", "+7916")
        .containsEntry("name", "%zz А")
        .containsEntry("comment", "100%")
        .containsEntry("share", "50% да")
        .containsEntry("end", "%4");
    assertThat(ReadForm.lines(careless)).startsWith("phone=+7916\nname=%zz А\n");
  }

  @Test
  void anElderSitesLettersAreReadWhetherItNamesThemOrNot() {
    byte[] raw = "name=Анна".getBytes(Charset.forName("windows-1251"));
    String type = "application/x-www-form-urlencoded";
    assertThat(ReadForm.of(new RawBody(type + "; charset=windows-1251", raw)))
        .containsEntry("name", "Анна");
    assertThat(ReadForm.of(new RawBody(type, raw))).containsEntry("name", "Анна");
    assertThat(ReadForm.of(body(type, "name=%C0%ED%ED%E0&city=%D0%A2%D1%83%D0%BB%D0%B0")))
        .containsEntry("name", "Анна")
        .containsEntry("city", "Тула");
    byte[] parts =
        "--x\r\nContent-Disposition: form-data; name=\"имя\"\r\n\r\nАнна\r\n--x--\r\n"
            .getBytes(Charset.forName("windows-1251"));
    assertThat(ReadForm.of(new RawBody("multipart/form-data; boundary=x", parts)))
        .containsEntry("имя", "Анна");
  }

  @Test
  void ofSeveralFieldsWithOneNameTheFirstThatIsFilledCounts() {
    assertThat(
            ReadForm.of(body("application/x-www-form-urlencoded", "phone=&phone=%2B7&phone=%2B8")))
        .containsEntry("phone", "+7");
  }
}
