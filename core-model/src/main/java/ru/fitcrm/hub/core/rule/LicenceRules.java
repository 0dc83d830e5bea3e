package ru.fitcrm.hub.core.rule;

import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.club.FurnishClub;

/**
 * What follows from a notice of a licence's end: in the club's console its administrators are told,
 * and in the platform's own club a letter goes to them.
 */
final class LicenceRules implements FurnishClub {

  private static final String INSERT =
      """
      insert into rule (name, event_type, action, settings)
      select :name, 'licence.notice', :action, cast(:settings as jsonb)
        from club where id = :club and (slug = :platform) = :ofPlatform""";

  private static final String NOTICE =
      """
      {"to": "CLUB_ADMIN",
       "text": {"ru": "Лицензия клуба до {licence.validUntil}: {licence.state}",
                "en": "The club’s licence is good until {licence.validUntil}: {licence.stateEn}"}}""";

  private static final String LETTER =
      """
      {"to": "CLUB", "channels": ["EMAIL"],
       "subject": {"ru": "Лицензия клуба «{licence.club}» до {licence.validUntil}",
                   "en": "Licence of {licence.club}: until {licence.validUntil}"},
       "text": {"ru": "Здравствуйте!\\n\\nЛицензия FitCRM клуба «{licence.club}» до {licence.validUntil}: \
      {licence.state}.\\n\\nПосле окончания три дня всё работает как прежде. С третьего дня данные можно \
      только смотреть, клиентам ничего не отправляется. С четырнадцатого дня доступ закрыт. Данные \
      сохраняются, после продления всё снова работает.\\n\\nПродлить: раздел «Лицензия» в меню \
      пользователя или отдел продаж FitCRM.",
                "en": "Hello!\\n\\nThe FitCRM licence of {licence.club} until {licence.validUntil}: \
      {licence.stateEn}.\\n\\nFor three days after its end all works as before. From the third day data \
      can only be read and nothing is sent to clients. From the fourteenth day access is closed. All \
      data is kept, and a renewal opens it again.\\n\\nTo renew: «Licence» in the user’s menu, or FitCRM \
      sales."}}""";

  private final JdbcClient jdbc;

  LicenceRules(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void furnish(ClubId club) {
    insert(club, false, "Лицензия: уведомить администраторов клуба", "NOTICE", NOTICE);
    insert(club, true, "Лицензия: письмо администраторам клуба", "MESSAGE", LETTER);
  }

  private void insert(
      ClubId club, boolean ofPlatform, String name, String action, String settings) {
    jdbc.sql(INSERT)
        .param("club", club.value())
        .param("platform", Club.PLATFORM_SLUG)
        .param("ofPlatform", ofPlatform)
        .param("name", name)
        .param("action", action)
        .param("settings", settings)
        .update();
  }
}
