/** How long things are kept, and their removal in small slices. */
@NullMarked
package ru.fitcrm.hub.core.retention;

import org.jspecify.annotations.NullMarked;
