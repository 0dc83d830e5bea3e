package ru.fitcrm.hub.core.importing;

/**
 * What became of the rows of a file; each is one of the first five.
 *
 * @param added rows that made a person
 * @param updated rows that changed somebody known, a contract of theirs, or added a comment
 * @param unchanged rows that are known so
 * @param rejected rows that were not taken
 * @param repeated rows that say nothing an earlier row of the file did not say
 * @param noted rows that were taken without something that could not be kept
 * @param ofSystem rows of people whom 1C tells of: only what it leaves empty is filled in
 * @param contracts contracts written
 */
public record ImportCounts(
    long added,
    long updated,
    long unchanged,
    long rejected,
    long repeated,
    long noted,
    long ofSystem,
    long contracts) {

  public static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0, 0, 0, 0, 0);

  ImportCounts plus(ImportCounts more) {
    return new ImportCounts(
        added + more.added,
        updated + more.updated,
        unchanged + more.unchanged,
        rejected + more.rejected,
        repeated + more.repeated,
        noted + more.noted,
        ofSystem + more.ofSystem,
        contracts + more.contracts);
  }
}
