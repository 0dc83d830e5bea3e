package ru.fitcrm.hub.sandbox.onec.front;

import java.util.Map;

/** One way of asking the base, published under a path of its own. */
public interface Room {

  /** Where it begins, for example {@code /fitness/ws/}. */
  String path();

  /**
   * What a request asks for, by its address and headers.
   *
   * @param headers names in lower case
   */
  String operation(String path, Map<String, String> headers);

  Answer answer(Request request);

  /** Whether anybody may come in without the base's login. */
  default boolean isOpenToAll() {
    return false;
  }
}
