/** Plain HTTP as the rooms need it: questions, answers that may be lost, forms that come in. */
@NullMarked
package ru.fitcrm.hub.connectors.http;

import org.jspecify.annotations.NullMarked;
