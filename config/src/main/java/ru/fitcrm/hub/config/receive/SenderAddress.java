package ru.fitcrm.hub.config.receive;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The network address a request came from. What a header says counts only if a proxy wrote it that
 * stands on this machine or in its network; of several it names the last that is none itself, for
 * those before it anybody could have written.
 */
final class SenderAddress {

  private SenderAddress() {}

  static String of(HttpServletRequest request) {
    HttpServletRequest asItCame = unwrapped(request);
    String peer = asItCame.getRemoteAddr();
    if (!isNear(peer)) {
      return peer;
    }
    return forwarded(asItCame).reversed().stream()
        .filter(address -> !isNear(address))
        .findFirst()
        .orElse(peer);
  }

  /** Behind the filter that believes every header. */
  private static HttpServletRequest unwrapped(HttpServletRequest request) {
    ServletRequest inner = request;
    while (inner instanceof ServletRequestWrapper wrapper) {
      inner = wrapper.getRequest();
    }
    return inner instanceof HttpServletRequest http ? http : request;
  }

  private static List<String> forwarded(HttpServletRequest request) {
    return Collections.list(request.getHeaders("X-Forwarded-For")).stream()
        .flatMap(line -> Stream.of(line.split(",", -1)))
        .map(address -> address.strip().replaceFirst("^\\[(.*)](?::\\d+)?$", "$1"))
        .filter(address -> !address.isEmpty())
        .toList();
  }

  /** Anything that is no address in numbers is nobody's. */
  private static boolean isNear(String address) {
    if (!address.matches("[0-9A-Fa-f.:]+(?:%.*)?")) {
      return false;
    }
    try {
      InetAddress read = InetAddress.getByName(address.replaceFirst("%.*", ""));
      boolean unique = read.getAddress().length == 16 && (read.getAddress()[0] & 0xfe) == 0xfc;
      return read.isLoopbackAddress() || read.isSiteLocalAddress() || unique;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
