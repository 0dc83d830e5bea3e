package ru.fitcrm.hub.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.club.Role;

class SightTest {

  @ParameterizedTest
  @CsvSource({
    "TRAINER, false, false",
    "COORDINATOR, true, false",
    "FITNESS_MANAGER, true, false",
    "RECEPTION, true, false",
    "CLUB_ADMIN, true, true",
    "SUPERADMIN, true, true"
  })
  void eachRoleSeesWhatItsWorkNeeds(Role role, boolean people, boolean bodies) {
    Principal who = new Principal("somebody", new ClubId(1), null, role);

    assertThat(Sight.of(who)).isEqualTo(new Sight(people, people, who.employeeId()));
    assertThat(who.may(Right.BODIES)).isEqualTo(bodies);
  }

  @Test
  void ofANumberTheCountryAndTheLastFourDigitsStay() {
    Sight blind = new Sight(false, false, 7L);

    assertThat(blind.phone("+79161234567")).isEqualTo("+7 ••• ••• 45 67");
    assertThat(blind.phone("+7 916 123-45-67")).isEqualTo("+7 ••• ••• 45 67");
    assertThat(blind.phone("101")).isEqualTo("•••");
    assertThat(blind.phone("anna@club.test")).isEqualTo("•••");
    assertThat(blind.phone(null)).isNull();
    assertThat(blind.text("Есть места?")).isEqualTo("•••");
    assertThat(blind.text("")).isEmpty();
    assertThat(blind.ofOneOf(8L).phone("101")).isEqualTo("•••");
    assertThat(blind.ofOneOf(null).phone("101")).isEqualTo("•••");
    assertThat(blind.ofOneOf(7L).phone("+79161234567"))
        .as("of their own")
        .isEqualTo("+79161234567");
  }

  @Test
  void whoMaySeeSeesAll() {
    Sight full = new Sight(true, true, null);

    assertThat(full.phone("+79161234567")).isEqualTo("+79161234567");
    assertThat(full.text("Есть места?")).isEqualTo("Есть места?");
  }
}
