package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.access.Principal;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.retention.PlatformKeeping;
import ru.fitcrm.hub.core.retention.PlatformTerms;

/** How long the platform keeps what all clubs share: months of events, runs of jobs. */
@RestController
@RequestMapping("/api/v1/retention")
@Tag(name = "retention")
final class PlatformRetentionApi {

  private final ClubGate gate;
  private final PlatformTerms terms;

  PlatformRetentionApi(ClubGate gate, PlatformTerms terms) {
    this.gate = gate;
    this.terms = terms;
  }

  @GetMapping
  PlatformKeeping get(Principal who) {
    forOperators(who);
    return gate.asPlatform(terms::get);
  }

  /** What is left out stays. */
  @PutMapping
  PlatformKeeping set(Principal who, @RequestBody PlatformTerms.Edit request) {
    forOperators(who);
    return gate.asPlatform(() -> terms.set(request));
  }

  private static void forOperators(Principal who) {
    if (!who.isSuperadmin()) {
      throw new AccessDeniedException(
          "What all clubs share is for who runs the platform: this needs SUPERADMIN");
    }
  }
}
