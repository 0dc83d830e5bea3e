package ru.fitcrm.hub.config.console.login;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.core.access.Principal;

/** The page where one logs in. */
@Controller
class LoginPage {

  @GetMapping("/login")
  String show(
      @AuthenticationPrincipal @Nullable Principal user,
      @RequestParam @Nullable String error,
      @RequestParam @Nullable String left,
      Model model) {
    if (user != null) {
      return "redirect:/";
    }
    model.addAttribute("wrong", "wrong".equals(error));
    model.addAttribute("paused", "paused".equals(error));
    model.addAttribute("left", left != null);
    return "console/login";
  }
}
