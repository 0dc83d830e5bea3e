/** Tests of how received and sent messages are shown. */
@NullMarked
package ru.fitcrm.hub.config.console.box;

import org.jspecify.annotations.NullMarked;
