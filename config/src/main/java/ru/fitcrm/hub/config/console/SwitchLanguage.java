package ru.fitcrm.hub.config.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.i18n.SessionLocaleResolver;
import ru.fitcrm.hub.config.console.login.LoggedIn;
import ru.fitcrm.hub.core.access.UserAccounts;

/** Changes the language of the pages, now and for the user's next visits. */
@Controller
class SwitchLanguage {

  private final UserAccounts users;
  private final SessionLocaleResolver locale;

  SwitchLanguage(UserAccounts users, SessionLocaleResolver locale) {
    this.users = users;
    this.locale = locale;
  }

  @PostMapping("/language")
  String change(
      @RequestParam String language,
      @RequestParam(defaultValue = "/") String back,
      @Nullable Authentication login,
      HttpServletRequest request,
      HttpServletResponse response) {
    String known = "en".equals(language) ? "en" : "ru";
    locale.setLocale(request, response, Locale.of(known));
    if (login instanceof LoggedIn user) {
      users.useLanguage(user.userId(), known);
    }
    return "redirect:" + (isOurs(back) ? back : "/");
  }

  /** Only a path of this hub: anything else would make us a springboard to other sites. */
  private static boolean isOurs(String address) {
    return address.matches("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]*");
  }
}
