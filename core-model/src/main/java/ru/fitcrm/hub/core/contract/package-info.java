/** What people have bought and whether they paid: contracts and their dates. */
@NullMarked
package ru.fitcrm.hub.core.contract;

import org.jspecify.annotations.NullMarked;
