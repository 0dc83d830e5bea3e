/** The pages «Отчёты»: which there are, and each as a table to work from. */
@NullMarked
package ru.fitcrm.hub.config.console.report;

import org.jspecify.annotations.NullMarked;
