package ru.fitcrm.hub.config.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.InRequest;
import ru.fitcrm.hub.connectors.MessageChannel;
import ru.fitcrm.hub.connectors.MessageConnector;
import ru.fitcrm.hub.connectors.ReceivingConnector;
import ru.fitcrm.hub.connectors.Reply;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.inbox.Handled;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.message.Channel;
import ru.fitcrm.hub.core.message.ChannelNews;
import ru.fitcrm.hub.core.message.TextToSend;
import ru.fitcrm.hub.core.outbox.Outcome;
import ru.fitcrm.hub.core.platform.InvalidInput;

/**
 * Kind {@code test-texts}: posts each message as JSON to an address and is told of receipts and
 * answers at its own.
 */
@Component
public final class TestTexter
    implements MessageConnector<TestTexter.Settings>, ReceivingConnector<TestTexter.Settings> {

  private static final Map<String, Integer> OPEN = new ConcurrentHashMap<>();

  private static final ObjectMapper JSON = new ObjectMapper();

  record Settings(@NotBlank @Nullable String baseUrl, @Nullable Channel channel) {}

  @Override
  public String kind() {
    return "test-texts";
  }

  @Override
  public Class<Settings> settingsType() {
    return Settings.class;
  }

  @Override
  public TestReport test(Settings settings) {
    return TestReport.of(List.of());
  }

  @Override
  public Channel channel(Settings settings) {
    return settings.channel() == null ? Channel.SMS : settings.channel();
  }

  @Override
  public MessageChannel open(Settings settings, Arrivals arrivals) {
    String gateway = String.valueOf(settings.baseUrl());
    OPEN.merge(gateway, 1, Integer::sum);
    return new Wire(gateway, HttpClient.newHttpClient());
  }

  /** Channels of this JVM that are open to the gateway at this address. */
  public static int open(String baseUrl) {
    return OPEN.getOrDefault(baseUrl, 0);
  }

  private record Wire(String gateway, HttpClient http) implements MessageChannel {

    @Override
    public Outcome send(TextToSend message) {
      String body =
          JSON.createObjectNode()
              .put("id", message.id())
              .put("to", message.address())
              .put("text", message.text())
              .toString();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(gateway + "/send"))
              .timeout(Duration.ofSeconds(10))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      try {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 200
            ? new Outcome.Accepted(answer.body())
            : new Outcome.Rejected(Integer.toString(answer.statusCode()), "Not taken");
      } catch (IOException e) {
        return new Outcome.ConnectionDown("unreachable", "Nobody answers");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Outcome.Unknown("Interrupted");
      }
    }

    @Override
    public void close() {
      OPEN.merge(gateway, -1, Integer::sum);
      http.close();
    }
  }

  @Override
  public int maxBytes() {
    return 10_000;
  }

  @Override
  public Hearing hear(Settings settings, InRequest request) {
    return new Hearing.Keep(null, null, null);
  }

  @Override
  public Reply reply(@Nullable Handled handled) {
    return Reply.json(200, JSON.createObjectNode().put("ok", true));
  }

  /** An array of {@code {"receipt": id, "stage": …}} and {@code {"id", "from", "text"}}. */
  @Override
  public List<ChannelNews> read(Settings settings, RawBody body) {
    try {
      List<ChannelNews> news = new ArrayList<>();
      for (JsonNode one : JSON.readTree(body.text())) {
        news.add(one.has("receipt") ? receipt(one) : written(one, channel(settings)));
      }
      return news;
    } catch (JsonProcessingException e) {
      throw new InvalidInput("body", "json.unreadable", "body must be a JSON array");
    }
  }

  private static ChannelNews receipt(JsonNode one) {
    return new ChannelNews.Receipt(
        one.path("receipt").asText(),
        ChannelNews.Stage.valueOf(one.path("stage").asText()),
        null,
        null,
        null);
  }

  private static ChannelNews written(JsonNode one, Channel channel) {
    return new ChannelNews.Written(
        one.path("id").asText(),
        channel,
        one.path("from").asText(),
        null,
        "Анна",
        one.path("text").asText(),
        null);
  }
}
