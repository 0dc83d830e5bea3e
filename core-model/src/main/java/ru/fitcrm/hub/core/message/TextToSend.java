package ru.fitcrm.hub.core.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is to be sent: rendered once, the same in every attempt.
 *
 * @param id of the message in the hub, unique in all clubs and the same in every attempt, for
 *     example {@code 12-3456}: letters, digits and {@code -} only
 * @param channel of the address
 * @param address as {@link Channel} says
 * @param subject of an e-mail, null elsewhere
 * @param template to be used where the channel lets only templates begin a talk, null for none
 */
public record TextToSend(
    String id,
    Channel channel,
    String address,
    @Nullable String subject,
    String text,
    Purpose purpose,
    @Nullable Template template) {

  /**
   * A text the provider has approved.
   *
   * @param language as the provider spells it, for example {@code ru}
   * @param parameters in the order of their places
   */
  public record Template(String name, String language, List<String> parameters) {

    public Template {
      parameters = List.copyOf(parameters);
    }

    /** Without the parameters: they may name a person. */
    @Override
    public String toString() {
      return "Template[" + name + ", " + language + "]";
    }
  }

  /** Without address and text, so that they reach no log. */
  @Override
  public String toString() {
    return "TextToSend[" + id + ", " + channel + ", " + purpose + "]";
  }
}
