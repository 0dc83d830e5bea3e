package ru.fitcrm.hub.routes.out;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ru.fitcrm.hub.connectors.MessageChannel;
import ru.fitcrm.hub.connectors.Traced;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.message.Channel;
import ru.fitcrm.hub.core.message.Purpose;
import ru.fitcrm.hub.core.message.SayNow;
import ru.fitcrm.hub.core.message.TextToSend;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.outbox.OutboxState;
import ru.fitcrm.hub.core.outbox.Outcome;

/** What is sent again, and what never blindly. */
class SendTextTest {

  private static final TextToSend TEXT =
      new TextToSend("1-2", Channel.SMS, "+79161234567", null, "Да", Purpose.SERVICE, null);
  private static final Outcome TAKEN = new Outcome.Accepted("x-1");

  private final List<String> asked = new ArrayList<>();
  private Outcome answer = TAKEN;

  @Test
  void aFirstAttemptAndOneTheGatewayPutOffAreSent() {
    assertThat(SendText.send(channel(new Traced.CannotBeAsked()), TEXT, message(null)))
        .isEqualTo(TAKEN);
    assertThat(SendText.send(channel(new Traced.CannotBeAsked()), TEXT, message("busy")))
        .isEqualTo(TAKEN);
    assertThat(asked).containsExactly("send", "send");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sender-lost", "broke-off"})
  void afterAnAttemptNobodySawTheEndOfTheGatewayIsAskedFirst(String mark) {
    assertThat(SendText.send(channel(new Traced.Told(TAKEN)), TEXT, message(mark)))
        .isEqualTo(TAKEN);
    assertThat(asked).containsExactly("find");
  }

  @Test
  void whatTheGatewayNeverGotIsSentAgain() {
    assertThat(SendText.send(channel(new Traced.NeverGot()), TEXT, message("broke-off")))
        .isEqualTo(TAKEN);
    assertThat(asked).containsExactly("find", "send");
  }

  @Test
  void aRefusedRepetitionSaysNothingOfTheAttemptBefore() {
    answer = new Outcome.Rejected("http-400", "The gateway refused the message");
    assertThat(SendText.send(channel(new Traced.NeverGot()), TEXT, message("broke-off")))
        .isInstanceOfSatisfying(
            Outcome.Unknown.class,
            unknown -> assertThat(unknown.howToFindOut()).contains("http-400"));
    assertThat(SendText.send(channel(new Traced.NeverGot()), TEXT, message("busy")))
        .as("a first attempt")
        .isEqualTo(answer);
    assertThat(SendText.send(channel(new Traced.Told(answer)), TEXT, message("broke-off")))
        .as("of the message itself")
        .isEqualTo(answer);
  }

  @Test
  void theDoubtStaysWhileTheGatewayIsTooBusyForTheRepetition() {
    answer = new Outcome.RetryAt(null, "http-503", "The gateway asks to come later");
    assertThat(SendText.send(channel(new Traced.NeverGot()), TEXT, message("broke-off")))
        .hasFieldOrPropertyWithValue("code", "broke-off");
  }

  @Test
  void whereItCannotBeAskedNothingIsSentAgain() {
    assertThat(SendText.send(channel(new Traced.CannotBeAsked()), TEXT, message("sender-lost")))
        .isInstanceOf(Outcome.Unknown.class);
    assertThat(asked).containsExactly("find");
  }

  @Test
  void theDoubtStaysWhileTheGatewayIsAway() {
    Outcome down = new Outcome.ConnectionDown("unreachable", "Nobody answers");
    assertThat(SendText.send(channel(new Traced.Told(down)), TEXT, message("sender-lost")))
        .isEqualTo(new Outcome.ConnectionDown("sender-lost", "Nobody answers"));
  }

  @Test
  void theDoubtStaysThroughTheQuietHoursAndThroughTheHubsOwnTrouble() {
    SayNow.Decision.Wait night =
        new SayNow.Decision.Wait(Duration.ofHours(8), "quiet-hours", "Quiet hours");
    assertThat(SendText.later(night, message("broke-off")))
        .isEqualTo(new Outcome.Postponed(Duration.ofHours(8), "broke-off", "Quiet hours"));
    assertThat(SendText.later(night, message(null)))
        .hasFieldOrPropertyWithValue("code", "quiet-hours");
    assertThat(SendText.notReady(message("sender-lost")))
        .hasFieldOrPropertyWithValue("code", "sender-lost");
    assertThat(SendText.notReady(message(null))).hasFieldOrPropertyWithValue("code", "not-ready");
  }

  @Test
  void whatMayHaveBeenSentIsNotSaidToBeRefused() {
    SayNow.Decision.Drop no = new SayNow.Decision.Drop("no-consent", "No consent");
    assertThat(SendText.dropped(no, message("broke-off"))).isInstanceOf(Outcome.Unknown.class);
    assertThat(SendText.dropped(no, message(null))).isInstanceOf(Outcome.Withdrawn.class);
  }

  @Test
  void aLostAnswerIsAskedForLaterWhereTheGatewayCanBeAsked() {
    MessageChannel silent =
        new MessageChannel() {
          @Override
          public Outcome send(TextToSend message) {
            return new Outcome.Unknown("No answer");
          }

          @Override
          public boolean canBeAsked() {
            return true;
          }

          @Override
          public void close() {}
        };
    assertThat(SendText.send(silent, TEXT, message(null)))
        .isEqualTo(new Outcome.RetryAt(null, "broke-off", "No answer"));
  }

  private MessageChannel channel(Traced found) {
    return new MessageChannel() {
      @Override
      public Outcome send(TextToSend message) {
        asked.add("send");
        return answer;
      }

      @Override
      public Traced find(TextToSend message) {
        asked.add("find");
        return found;
      }

      @Override
      public void close() {}
    };
  }

  private static OutboxMessage message(@Nullable String code) {
    return new OutboxMessage(
        new ClubId(1),
        2,
        3,
        "text",
        "message",
        "2:1",
        null,
        OutboxState.CLAIMED,
        true,
        JsonNodeFactory.instance.objectNode(),
        null,
        null,
        null,
        2L,
        1,
        null,
        Instant.EPOCH,
        1,
        null,
        code,
        null,
        Instant.EPOCH,
        null);
  }
}
