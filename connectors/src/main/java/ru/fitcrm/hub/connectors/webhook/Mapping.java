package ru.fitcrm.hub.connectors.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where in what comes the fields of a form are: for each a list of paths as {@link
 * ru.fitcrm.hub.connectors.http.ReadFields} has them, the first that holds something counts. A list
 * left empty is the preset's.
 *
 * @param key the sender's own id of the form; {@code header:Name} for one in a header
 */
public record Mapping(
    List<String> name,
    List<String> phone,
    List<String> email,
    List<String> comment,
    List<String> branch,
    List<String> page,
    List<String> form,
    List<String> utmSource,
    List<String> utmMedium,
    List<String> utmCampaign,
    List<String> utmTerm,
    List<String> utmContent,
    List<String> key) {

  @JsonCreator
  public Mapping(
      @Nullable List<String> name,
      @Nullable List<String> phone,
      @Nullable List<String> email,
      @Nullable List<String> comment,
      @Nullable List<String> branch,
      @Nullable List<String> page,
      @Nullable List<String> form,
      @Nullable List<String> utmSource,
      @Nullable List<String> utmMedium,
      @Nullable List<String> utmCampaign,
      @Nullable List<String> utmTerm,
      @Nullable List<String> utmContent,
      @Nullable List<String> key) {
    this.name = orEmpty(name);
    this.phone = orEmpty(phone);
    this.email = orEmpty(email);
    this.comment = orEmpty(comment);
    this.branch = orEmpty(branch);
    this.page = orEmpty(page);
    this.form = orEmpty(form);
    this.utmSource = orEmpty(utmSource);
    this.utmMedium = orEmpty(utmMedium);
    this.utmCampaign = orEmpty(utmCampaign);
    this.utmTerm = orEmpty(utmTerm);
    this.utmContent = orEmpty(utmContent);
    this.key = orEmpty(key);
  }

  private static List<String> orEmpty(@Nullable List<String> paths) {
    return paths == null
        ? List.of()
        : paths.stream().filter(Objects::nonNull).filter(path -> !path.isBlank()).toList();
  }

  /** This one, and where it says nothing, the other. */
  Mapping over(Mapping other) {
    return new Mapping(
        or(name, other.name),
        or(phone, other.phone),
        or(email, other.email),
        or(comment, other.comment),
        or(branch, other.branch),
        or(page, other.page),
        or(form, other.form),
        or(utmSource, other.utmSource),
        or(utmMedium, other.utmMedium),
        or(utmCampaign, other.utmCampaign),
        or(utmTerm, other.utmTerm),
        or(utmContent, other.utmContent),
        or(key, other.key));
  }

  private static List<String> or(List<String> own, List<String> others) {
    return own.isEmpty() ? others : own;
  }
}
