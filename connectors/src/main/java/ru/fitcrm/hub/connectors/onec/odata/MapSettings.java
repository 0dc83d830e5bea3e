package ru.fitcrm.hub.connectors.onec.odata;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which entities of a 1C become which rows. Every configuration names them its own way, so they are
 * data of the connection.
 *
 * @param entities what is read, in this order: clients before what is theirs
 * @param fields how the fields of a row are filled; {@code ref} is Ref_Key and {@code deleted}
 *     DeletionMark if not said
 */
@WholeMap
record MapSettings(
    @NotEmpty List<@Valid @NotNull EntitySettings> entities,
    @NotNull List<@Valid @NotNull FieldSettings> fields) {

  MapSettings {
    entities = entities == null ? List.of() : List.copyOf(entities);
    fields = fields == null ? List.of() : List.copyOf(fields);
  }

  /**
   * An entity.
   *
   * @param entity name as {@code $metadata} writes it, for example {@code Catalog_Клиенты}; for a
   *     register under a recorder its flat view, for example {@code
   *     AccumulationRegister_Посещения_RecordType}
   * @param filter which of its rows, for example {@code IsFolder eq false and Posted eq true}:
   *     {@code eq} and {@code ne} of a property and a value, joined by {@code and}. Among changes
   *     what it leaves out is told as deleted
   * @param orderBy a reproducible order, {@code Ref_Key} if not given
   */
  record EntitySettings(
      @NotNull Rows rows,
      @NotBlank @Pattern(regexp = NAME) String entity,
      @Pattern(regexp = Filter.GRAMMAR) @Nullable String filter,
      @Pattern(regexp = NAME + "( (asc|desc))?(, ?" + NAME + "( (asc|desc))?)*")
          @Nullable String orderBy) {}

  /**
   * How one field of an entity's row is filled. Several for one field: the first that gives
   * anything, for phones all of them.
   *
   * @param entity as among the entities
   * @param field of the row, for example {@code birthDate}
   * @param property of the entity; {@code Section/Property} of its tabular section; several joined
   *     by {@code +} make one value
   * @param where conditions, all to be met, for example {@code Тип=Телефон}: of the section's row,
   *     else of the entity
   * @param values translation, for example {@code Действует=ACTIVE}; {@code *=ENDED} for all
   *     others, which else stay as they are
   * @param constant instead of a property
   */
  record FieldSettings(
      @NotBlank @Pattern(regexp = NAME) String entity,
      @NotBlank String field,
      @Pattern(regexp = NAME + "([/+]" + NAME + ")*") @Nullable String property,
      @NotNull List<@Pattern(regexp = NAME + "=.*") String> where,
      @NotNull List<@Pattern(regexp = "[^=]+=.*") String> values,
      @Nullable String constant) {

    FieldSettings {
      where = where == null ? List.of() : List.copyOf(where);
      values = values == null ? List.of() : List.copyOf(values);
    }
  }

  /** A name as 1C's developers may give one. */
  static final String NAME = "[A-Za-zА-Яа-яЁё_][A-Za-zА-Яа-яЁё_0-9]*";
}
