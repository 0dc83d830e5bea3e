package ru.fitcrm.hub.config.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
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
import ru.fitcrm.hub.core.access.Principal;
import ru.fitcrm.hub.core.access.Sight;

/** Hides numbers and texts in answers marked {@link Masked}, by the names of their fields. */
@RestControllerAdvice(basePackageClasses = MaskAnswers.class)
final class MaskAnswers implements ResponseBodyAdvice<Object> {

  private static final Set<String> NUMBERS =
      Set.of("phone", "phones", "number", "clientNumber", "address", "email");
  private static final Set<String> TEXTS = Set.of("text", "subject", "comment", "callerName");

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
    Sight sight = sight();
    if (body == null || body instanceof byte[] || sight.isFull()) {
      return body;
    }
    JsonNode tree = json.valueToTree(body);
    mask(tree, sight);
    return tree;
  }

  private static Sight sight() {
    Authentication login = SecurityContextHolder.getContext().getAuthentication();
    return login != null && login.getPrincipal() instanceof Principal who
        ? Sight.of(who)
        : new Sight(false, false);
  }

  private static void mask(JsonNode node, Sight sight) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
        object.set(field.getKey(), masked(field.getKey(), field.getValue(), sight));
      }
    } else if (node instanceof ArrayNode array) {
      array.forEach(one -> mask(one, sight));
    }
  }

  private static JsonNode masked(String name, JsonNode value, Sight sight) {
    if (NUMBERS.contains(name)) {
      return hidden(value, sight, sight::phone);
    }
    if (TEXTS.contains(name)) {
      return hidden(value, sight, sight::text);
    }
    mask(value, sight);
    return value;
  }

  private static JsonNode hidden(
      JsonNode value, Sight sight, UnaryOperator<@Nullable String> hide) {
    if (value.isTextual()) {
      return TextNode.valueOf(hide.apply(value.textValue()));
    }
    if (value instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, hidden(array.get(i), sight, hide));
      }
      return array;
    }
    mask(value, sight);
    return value;
  }
}
