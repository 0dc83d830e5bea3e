package ru.fitcrm.hub.config.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import ru.fitcrm.hub.core.access.MaskJson;
import ru.fitcrm.hub.core.access.Principal;
import ru.fitcrm.hub.core.access.Sight;

/** Hides numbers and texts in answers marked {@link Masked} as {@link MaskJson} does. */
@RestControllerAdvice(basePackageClasses = MaskAnswers.class)
final class MaskAnswers implements ResponseBodyAdvice<Object> {

  private final ObjectMapper json;

  MaskAnswers(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public boolean supports(
      MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
    return method.hasMethodAnnotation(Masked.class)
        || method.getContainingClass().isAnnotationPresent(Masked.class);
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter method,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    Sight sight = sight(method);
    if (body == null || body instanceof byte[] || sight.isFull()) {
      return body;
    }
    JsonNode tree = json.valueToTree(body);
    MaskJson.mask(tree, sight);
    return tree;
  }

  private static Sight sight(MethodParameter method) {
    Sight sight = sight();
    @Nullable Masked marked = method.getMethodAnnotation(Masked.class);
    Masked how = marked == null ? method.getContainingClass().getAnnotation(Masked.class) : marked;
    return how != null && !how.texts() ? new Sight(sight.phones(), true, sight.employee()) : sight;
  }

  private static Sight sight() {
    Authentication login = SecurityContextHolder.getContext().getAuthentication();
    return login != null && login.getPrincipal() instanceof Principal who
        ? Sight.of(who)
        : Sight.NONE;
  }
}
