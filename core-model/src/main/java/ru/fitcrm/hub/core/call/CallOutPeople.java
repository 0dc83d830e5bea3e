package ru.fitcrm.hub.core.call;

import ru.fitcrm.hub.core.club.ClubStaff;
import ru.fitcrm.hub.core.connection.Connections;

/** Where to look up who calls whom through what. */
record CallOutPeople(CallPeople calls, ClubStaff staff, Connections connections) {}
