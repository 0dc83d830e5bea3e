package ru.fitcrm.hub.config.console.connection;

import java.util.List;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.Connector;
import ru.fitcrm.hub.connectors.Connectors;
import ru.fitcrm.hub.connectors.settings.DescribeSettings;
import ru.fitcrm.hub.connectors.settings.SettingsShape;
import ru.fitcrm.hub.core.platform.NotFound;

/** The kinds of connections there are and what settings each takes. */
@Component
class KindShapes {

  private final Connectors connectors;
  private final DescribeSettings shapes;

  KindShapes(Connectors connectors, DescribeSettings shapes) {
    this.connectors = connectors;
    this.shapes = shapes;
  }

  List<String> names() {
    return connectors.all().stream().map(Connector::kind).toList();
  }

  /**
   * @throws NotFound if this hub has no such kind
   */
  SettingsShape of(String kind) {
    return connectors
        .find(kind)
        .map(connector -> shapes.of(connector.settingsType()))
        .orElseThrow(() -> NotFound.anywhere("kind", kind));
  }
}
