/** The pages «Ночные задания»: what runs at night, when, how it went, and how far it looks. */
@NullMarked
package ru.fitcrm.hub.config.console.night;

import org.jspecify.annotations.NullMarked;
