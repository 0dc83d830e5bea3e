package ru.fitcrm.hub.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.platform.InvalidInput;

class ReadFieldsTest {

  private static final ReadFields JSON =
      ReadFields.of(
          RawBody.json(
              """
              {"Name": "Анна", "tel-619": "1", "utm.source": "vk", "empty": " ", "none": null,
               "answers": [{"key": "first_name", "answer": "Анна"}, {"key": "phone", "answer": "2"}],
               "list": ["a", "", "b"], "Data": "{\\"phone\\": \\"3\\"}"}"""));

  @Test
  void aFieldIsFoundByItsNameWhateverItsCaseAndByItsBeginning() {
    assertThat(JSON.at("name")).contains("Анна");
    assertThat(JSON.at("tel-*")).contains("1");
    assertThat(JSON.at("utm.source")).contains("vk");
  }

  @Test
  void whatIsEmptyNullOrNotThereIsNothing() {
    assertThat(JSON.first(List.of("empty", "none", "missing", "answers[9].x", "Name.x"))).isEmpty();
    assertThat(JSON.at("{empty} {none}")).isEmpty();
  }

  @Test
  void pathsGoIntoListsByNumberAndByKeyAndThroughJsonInATextAndByPointer() {
    assertThat(JSON.at("answers[0].answer")).contains("Анна");
    assertThat(JSON.at("answers[key=phone].answer")).contains("2");
    assertThat(JSON.at("Data.phone")).contains("3");
    assertThat(JSON.at("/answers/1/answer")).contains("2");
    assertThat(JSON.at("list")).contains("a, b");
    assertThat(JSON.at("{answers[key=first_name].answer} {missing}")).contains("Анна");
  }

  @Test
  void aFormIsReadLikewise() {
    RawBody body =
        new RawBody(
            "application/x-www-form-urlencoded",
            "Phone=%2B7916&Name=%D0%90".getBytes(StandardCharsets.UTF_8));

    assertThat(ReadFields.of(body).at("phone")).contains("+7916");
    assertThat(ReadFields.of(body).shown()).containsEntry("Name", "А");
  }

  @Test
  void whatIsNoJsonIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> ReadFields.of(RawBody.json("{\"a\": ")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("line 1");
  }

  @Test
  void whatIsToldWronglyOrWrappedIsReadAllTheSame() {
    assertThat(read(null, "\uFEFF{\"phone\": 1}").at("phone")).contains("1");
    assertThat(read("application/json", "phone=%2B1&name=x").at("phone")).contains("+1");
    assertThat(read("application/json", "[{\"phone\": \"1\"}]").at("phone")).contains("1");
    assertThat(read("application/json", "{\"params\": [{\"phone\": \"1\"}]}").at("params.phone"))
        .contains("1");
    RawBody elder =
        new RawBody(
            "application/json; charset=windows-1251",
            "{\"name\": \"Анна\"}".getBytes(Charset.forName("windows-1251")));
    assertThat(ReadFields.of(elder).at("name")).contains("Анна");
  }

  @Test
  void ofSeveralFieldsWithOneBeginningTheFirstThatIsFilledCounts() {
    ReadFields fields =
        read(
            null,
            "{\"tel-1\": \"\", \"tel-2\": [\" \"], \"tel-3\": \"8 916\", \"Phone\": \" \", \"PHONE\": \"7\"}");
    assertThat(fields.at("tel-*")).contains("8 916");
    assertThat(fields.at("Phone")).contains("7");
    assertThat(read(null, "{\"tel-1\": \"\", \"tel-2\": \"\"}").at("tel-*")).isEmpty();
  }

  @Test
  void aWholeNumberIsWrittenPlainlyHoweverTheSenderWroteIt() {
    ReadFields fields =
        read(
            null,
            "{\"a\": 79161000004.0, \"b\": 7.9161000005e10, \"c\": [1.0], \"d\": 1.5, \"e\": 1e999}");
    assertThat(fields.at("a")).contains("79161000004");
    assertThat(fields.at("b")).contains("79161000005");
    assertThat(fields.at("c")).contains("1");
    assertThat(fields.at("d")).contains("1.5");
    assertThat(fields.at("e")).as("no number of anybody's").isPresent();
    assertThat(fields.shown()).containsEntry("b", "79161000005");
  }

  @Test
  void jsonInWindows1251IsReadWhetherItsSenderSaysSoOrNot() {
    byte[] bytes = "{\"name\": \"Анна\"}".getBytes(Charset.forName("windows-1251"));
    assertThat(ReadFields.of(new RawBody("application/json", bytes)).at("name")).contains("Анна");
  }

  private static ReadFields read(@Nullable String type, String text) {
    return ReadFields.of(new RawBody(type, text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void jsonNestedTooDeepIsRefusedLikeAnyThatCannotBeRead() {
    assertThatThrownBy(() -> read("application/json", "[".repeat(5_000)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("too deep");
  }
}
