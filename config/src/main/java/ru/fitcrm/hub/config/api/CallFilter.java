package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.Parameter;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.config.security.KeepMasked;
import ru.fitcrm.hub.core.call.CallDirection;
import ru.fitcrm.hub.core.call.CallQuery;
import ru.fitcrm.hub.core.call.CallResult;

/** The filters of the call journal, as they stand in an address. */
record CallFilter(
    @Parameter(description = "Started then or later: a time with its zone, or a date")
        @Nullable String from,
    @Parameter(description = "Started before") @Nullable String to,
    @Parameter(description = "INCOMING, OUTGOING or INTERNAL; without it all but the internal ones")
        @Nullable String direction,
    @Parameter(description = "RINGING, TALKING, ANSWERED, MISSED, LOST, BUSY, CANCELLED or FAILED")
        @Nullable String result,
    @Nullable String clientId,
    @Parameter(description = "Any spelling") @Nullable String phone,
    @Parameter(description = "Id of the employee who talked or, when nobody did, whose phone rang")
        @Nullable String employee,
    @Parameter(description = "Id of the branch") @Nullable String branch,
    @Parameter(description = "Part of the client's name, or three digits and more of the number")
        @Nullable String q) {

  CallQuery query(InClub club) {
    ZoneId zone = club.club().zone();
    return new CallQuery(
        Asked.time("from", from, zone),
        Asked.time("to", to, zone),
        Asked.oneOf("direction", direction, CallDirection.class),
        Asked.oneOf("result", result, CallResult.class),
        Asked.id("clientId", clientId),
        phone == null || phone.isBlank() ? null : Asked.phone(phone, club.region()),
        Asked.id("employee", employee),
        Asked.id("branch", branch),
        q,
        KeepMasked.mayFindBy(club.who(), q, club.region()));
  }
}
