/** The sandbox 1C's web service: the hub's contract, served by CXF. */
@NullMarked
package ru.fitcrm.hub.sandbox.onec.soap;

import org.jspecify.annotations.NullMarked;
