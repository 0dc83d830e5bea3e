package ru.fitcrm.hub.config.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.connectors.Connector;
import ru.fitcrm.hub.connectors.Connectors;
import ru.fitcrm.hub.connectors.settings.DescribeSettings;
import ru.fitcrm.hub.connectors.settings.SettingsSchema;
import ru.fitcrm.hub.core.connection.KindModule;
import ru.fitcrm.hub.core.licence.Plan;
import ru.fitcrm.hub.core.platform.Listing;

/** What can be connected, and the JSON schema of its settings. */
@RestController
@Tag(name = "connections")
final class ConnectorKindsApi {

  private final Connectors connectors;
  private final DescribeSettings shapes;

  ConnectorKindsApi(Connectors connectors, DescribeSettings shapes) {
    this.connectors = connectors;
    this.shapes = shapes;
  }

  /**
   * A kind.
   *
   * @param module of the plan it needs, null if every plan has it
   */
  record Kind(String kind, Plan.@Nullable Module module, JsonNode schema) {}

  @GetMapping("/api/v1/connector-kinds")
  Listing<Kind> list() {
    return new Listing<>(connectors.all().stream().map(this::kind).toList(), null);
  }

  private Kind kind(Connector<?> connector) {
    return new Kind(
        connector.kind(),
        KindModule.of(connector.kind()).orElse(null),
        SettingsSchema.of(shapes.of(connector.settingsType())));
  }
}
