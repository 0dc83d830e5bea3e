/** Debts to be paid before a contract is terminated. */
@NullMarked
package ru.fitcrm.hub.jobs.debts;

import org.jspecify.annotations.NullMarked;
