/** The web server before a sandbox 1C: who may come in, and what goes wrong. */
@NullMarked
package ru.fitcrm.hub.sandbox.onec.front;

import org.jspecify.annotations.NullMarked;
