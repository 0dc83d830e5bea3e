/** How keys are let in. */
@NullMarked
package ru.fitcrm.hub.config.security;

import org.jspecify.annotations.NullMarked;
