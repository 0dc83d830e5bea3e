package ru.fitcrm.hub.config.console.task;

import java.util.List;

/**
 * A client on a card that lists several, in the reader's words.
 *
 * @param called name, or the number as the reader may see it
 * @param facts the dates and amounts that led here
 */
record ListedClient(long clientId, String called, String event, List<String> facts) {}
