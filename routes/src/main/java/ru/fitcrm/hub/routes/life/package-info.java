/** Routes come and go with the ownership of their connections. */
@NullMarked
package ru.fitcrm.hub.routes.life;

import org.jspecify.annotations.NullMarked;
