package ru.fitcrm.hub.core.call;

import org.jspecify.annotations.Nullable;

/**
 * Whose call it is.
 *
 * @param newLead the lead was made for this very call
 * @param branchId the branch of the club number that was dialled
 */
record CallerFound(
    Party party, @Nullable Long clientId, boolean newLead, @Nullable Long branchId, String source) {

  static CallerFound nobody(Party party, ClubNumbers.Dialled dialled) {
    return new CallerFound(party, null, false, dialled.branchId(), dialled.source());
  }
}
