package ru.fitcrm.hub.core.rule;

import java.util.List;

/** Events a rule may answer. */
public final class EventTypes {

  /** In the order people look for them. */
  public static final List<String> ALL =
      List.of(
          "call.ringing",
          "call.answered",
          "call.ended",
          "lead.created",
          "client.created",
          "client.updated",
          "client.merged",
          "client.archived",
          "client.assigned",
          "client.sleeping",
          "client.awake",
          "client.lost",
          "client.losing",
          "client.birthday",
          "client.duplicate",
          "contract.created",
          "contract.updated",
          "contract.ended",
          "contract.expiring",
          "contract.unpaid",
          "contract.debt",
          "visits.running_out",
          "payment.succeeded",
          "payment.failed",
          "payment.refunded",
          "visit.added",
          "booking.made",
          "booking.cancelled",
          "booking.missed",
          "request.received",
          "message.received",
          "message.answered",
          "message.delivered",
          "message.failed",
          "task.created",
          "task.changed",
          "task.closed",
          "tasks.overdue",
          "licence.notice",
          "connection.down",
          "connection.up",
          "job.failed",
          "job.recovered",
          "sync.finished");

  private EventTypes() {}
}
