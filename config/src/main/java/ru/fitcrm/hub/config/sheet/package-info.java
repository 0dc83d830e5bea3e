/** Tables people take along: CSV a Russian Excel opens by a double click, and workbooks. */
@NullMarked
package ru.fitcrm.hub.config.sheet;

import org.jspecify.annotations.NullMarked;
