/** How people get in: e-mail, password, and a pause after too many wrong ones. */
@NullMarked
package ru.fitcrm.hub.config.console.login;

import org.jspecify.annotations.NullMarked;
