package ru.fitcrm.hub.core.message;

import org.jspecify.annotations.Nullable;

/**
 * A message somebody wants sent.
 *
 * @param clientId whom to; this or {@code phone}
 * @param phone in any spelling
 * @param channel null: the one the person wrote by last, else the first that can reach
 * @param template approved by the provider, for channels that let only such begin a talk
 * @param media a file by its address, with text as its caption or alone; messengers that carry no
 *     files, SMS and letters have the address in the text
 * @param purpose SERVICE if left out
 * @param subject of an e-mail
 */
public record NewText(
    @Nullable Long clientId,
    @Nullable String phone,
    @Nullable Channel channel,
    @Nullable String text,
    TextToSend.@Nullable Template template,
    TextToSend.@Nullable Media media,
    @Nullable Purpose purpose,
    @Nullable String subject) {

  /** Without number and text, so that they reach no log. */
  @Override
  public String toString() {
    return "NewText[" + channel + ", " + purpose + "]";
  }
}
