/** What every room stands on: the two clocks, the words for refused input, pages of lists. */
@NullMarked
package ru.fitcrm.hub.core.platform;

import org.jspecify.annotations.NullMarked;
