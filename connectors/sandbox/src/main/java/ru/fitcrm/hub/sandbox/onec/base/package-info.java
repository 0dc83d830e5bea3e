/** What stands in a sandbox 1C: clients and all that belongs to them, changes, leads taken. */
@NullMarked
package ru.fitcrm.hub.sandbox.onec.base;

import org.jspecify.annotations.NullMarked;
