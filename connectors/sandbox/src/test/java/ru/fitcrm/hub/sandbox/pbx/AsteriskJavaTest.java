package ru.fitcrm.hub.sandbox.pbx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.asteriskjava.manager.ManagerConnection;
import org.asteriskjava.manager.ManagerConnectionFactory;
import org.asteriskjava.manager.action.PingAction;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.NewChannelEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class AsteriskJavaTest {

  @Test
  void the_usual_client_library_logs_in_and_hears_a_whole_call() throws Exception {
    try (SandboxPbx pbx = SandboxPbx.start(SandboxPbx.settings())) {
      ManagerConnection connection =
          new ManagerConnectionFactory("127.0.0.1", pbx.port(), "hub", "hub-secret")
              .createManagerConnection();
      List<ManagerEvent> events = new CopyOnWriteArrayList<>();
      connection.addEventListener(events::add);
      connection.login("on");
      pbx.awaitSession(AmiClient.SOON);
      Playback call = pbx.play(Recording.named("a_in_answered"), Pace.fullSpeed());
      call.await(AmiClient.SOON);
      Awaitility.await()
          .atMost(AmiClient.SOON)
          .until(() -> events.stream().filter(HangupEvent.class::isInstance).count() == 2);
      assertThat(events)
          .filteredOn(NewChannelEvent.class::isInstance)
          .extracting(each -> ((NewChannelEvent) each).getLinkedid())
          .containsExactly(call.linkedId(), call.linkedId());
      assertThat(connection.sendAction(new PingAction()).getResponse()).isEqualTo("Success");
      connection.logoff();
    }
  }
}
