package ru.fitcrm.hub.core.call;

import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.LeadDesk;

/** The desks of people a call is put to. */
record CallPeople(ClientDirectory directory, LeadDesk leads) {}
