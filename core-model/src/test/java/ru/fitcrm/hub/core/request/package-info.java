/** Tests of what people want by a form or a message. */
@NullMarked
package ru.fitcrm.hub.core.request;

import org.jspecify.annotations.NullMarked;
