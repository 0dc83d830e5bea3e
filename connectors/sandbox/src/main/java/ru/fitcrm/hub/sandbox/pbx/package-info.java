/** A PBX on a real socket: speaks Asterisk's manager protocol and replays recorded streams. */
@NullMarked
package ru.fitcrm.hub.sandbox.pbx;

import org.jspecify.annotations.NullMarked;
