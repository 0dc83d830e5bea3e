/** What a club has bought: plan, modules, limits. */
@NullMarked
package ru.fitcrm.hub.core.licence;

import org.jspecify.annotations.NullMarked;
