/** The pages of a club's employees: who they are, and by which addresses rules tell them. */
@NullMarked
package ru.fitcrm.hub.config.console.employee;

import org.jspecify.annotations.NullMarked;
