/** A living demo: made-up clubs, a sandbox PBX on loopback and calls that come in by themselves. */
@NullMarked
package ru.fitcrm.hub.config.demo;

import org.jspecify.annotations.NullMarked;
