package ru.fitcrm.hub.config.console.task;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.config.console.ClubPeople;
import ru.fitcrm.hub.config.recording.FindRecording;
import ru.fitcrm.hub.core.board.CardHistory;
import ru.fitcrm.hub.core.board.Task;
import ru.fitcrm.hub.core.call.Call;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.sync.LeadSending;

/**
 * An open card with all it shows.
 *
 * @param client null for a withheld number and for a card that lists several
 * @param listed the first of those it lists
 * @param family others with the client's main number
 * @param calls the card's, the newest first
 * @param callsOfLines every call a line of the history speaks of
 * @param leadWay how far the lead is on its way to 1C, null if it was never put to be given
 */
record TaskView(
    Task card,
    @Nullable Client client,
    Listing<ListedClient> listed,
    List<Client> family,
    List<Call> calls,
    List<CardHistory.Line> history,
    Map<Long, Call> callsOfLines,
    ClubPeople people,
    FindRecording.Listenable recordings,
    LeadSending.@Nullable Way leadWay) {}
