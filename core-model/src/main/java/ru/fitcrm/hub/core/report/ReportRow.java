package ru.fitcrm.hub.core.report;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a report.
 *
 * @param clientName null of somebody unnamed or erased
 * @param phone the first of theirs, in E.164
 * @param values by the names of the report's columns, in their order; null where there is none
 */
public record ReportRow(
    long clientId,
    @Nullable String clientName,
    @Nullable String phone,
    @Nullable Long branchId,
    @Nullable Long responsibleId,
    Map<String, @Nullable Object> values,
    ReportPlace place) {

  /** Whose it is stays out of logs. */
  @Override
  public String toString() {
    return "ReportRow " + place;
  }
}
