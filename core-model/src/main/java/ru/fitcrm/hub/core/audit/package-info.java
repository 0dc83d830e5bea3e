/** What people changed, and when. */
@NullMarked
package ru.fitcrm.hub.core.audit;

import org.jspecify.annotations.NullMarked;
