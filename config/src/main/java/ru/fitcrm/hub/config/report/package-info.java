/** Reports as people and programs ask for them: what is asked, by whom, as a table or a file. */
@NullMarked
package ru.fitcrm.hub.config.report;

import org.jspecify.annotations.NullMarked;
