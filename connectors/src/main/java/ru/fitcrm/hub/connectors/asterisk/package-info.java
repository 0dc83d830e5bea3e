/** A SIP PBX through Asterisk's manager interface (AMI). */
@NullMarked
package ru.fitcrm.hub.connectors.asterisk;

import org.jspecify.annotations.NullMarked;
