package ru.fitcrm.hub.config.console.login;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page where one logs in. */
@Controller
class LoginPage {

  @GetMapping("/login")
  String show(
      @Nullable Authentication login,
      @RequestParam(required = false) @Nullable String error,
      @RequestParam(required = false) @Nullable String left,
      Model model) {
    if (login instanceof LoggedIn) {
      return "redirect:/";
    }
    model.addAttribute("wrong", "wrong".equals(error));
    model.addAttribute("paused", "paused".equals(error));
    model.addAttribute("left", left != null);
    return "console/login";
  }
}
