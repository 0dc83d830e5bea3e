package ru.fitcrm.hub.sandbox.sms;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;
import ru.fitcrm.hub.sandbox.sms.SandboxSmpp.Manners;

/** What the SMSC does with parts that come. */
final class TakeParts implements ServerMessageReceiverListener, AutoCloseable {

  private static final byte HEADER = 0x40;
  private static final byte DELIVERED = 2;
  private static final long FIRST_ID = 0x29007595L;

  private final Manners manners;
  private final IntSupplier status;
  private final List<SubmittedPart> parts = new CopyOnWriteArrayList<>();
  private final AtomicLong ids = new AtomicLong(FIRST_ID);
  private final CountDownLatch end = new CountDownLatch(1);
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("sandbox-smpp-receipts").factory());
  private volatile boolean silent;

  TakeParts(Manners manners, IntSupplier status) {
    this.manners = manners;
    this.status = status;
  }

  List<SubmittedPart> parts() {
    return List.copyOf(parts);
  }

  void fallSilent() {
    silent = true;
  }

  @Override
  public SubmitSmResult onAcceptSubmitSm(SubmitSm pdu, SMPPServerSession session)
      throws ProcessRequestException {
    int refused = status.getAsInt();
    if (refused != SMPPConstant.STAT_ESME_ROK) {
      throw new ProcessRequestException("The sandbox refuses", refused);
    }
    long id = ids.getAndIncrement();
    String told = manners.hexThenDecimal() ? Long.toHexString(id) : String.valueOf(id);
    parts.add(part(told, pdu));
    if (silent) {
      awaitEnd();
    }
    if (manners.pause() != null && (pdu.getRegisteredDelivery() & 1) == 1) {
      tellLater(manners.pause(), () -> receipt(session, pdu, id, told));
    }
    try {
      return new SubmitSmResult(new MessageId(told), new OptionalParameter[0]);
    } catch (PDUStringException e) {
      throw new IllegalStateException("The id is short", e);
    }
  }

  private static SubmittedPart part(String id, SubmitSm pdu) {
    byte[] whole = pdu.getShortMessage();
    int letters = (pdu.getEsmClass() & HEADER) == 0 ? 0 : 1 + whole[0];
    byte[] text = Arrays.copyOfRange(whole, letters, whole.length);
    return new SubmittedPart(
        id,
        pdu.getSourceAddr(),
        pdu.getDestAddress(),
        pdu.getDataCoding(),
        pdu.getEsmClass(),
        HexFormat.of().formatHex(whole, 0, letters),
        new String(
            text,
            pdu.getDataCoding() == 8 ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1),
        pdu.getRegisteredDelivery(),
        String.valueOf(pdu.getValidityPeriod()));
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tellLater(Duration pause, Runnable receipt) {
    Future<?> unused = later.schedule(receipt, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void receipt(SMPPServerSession session, SubmitSm pdu, long id, String told) {
    String text =
        "id:%d sub:001 dlvrd:001 submit date:2611221000 done date:2611221001 stat:DELIVRD err:000 text:"
            .formatted(id);
    OptionalParameter[] parameters =
        manners.parameters()
            ? new OptionalParameter[] {
              new OptionalParameter.Receipted_message_id(told),
              new OptionalParameter.Message_state(DELIVERED)
            }
            : new OptionalParameter[0];
    boolean unused =
        DeliverTo.receipt(
            session,
            pdu.getDestAddress(),
            pdu.getSourceAddr(),
            text.getBytes(StandardCharsets.US_ASCII),
            parameters);
  }

  private static ProcessRequestException unknown() {
    return new ProcessRequestException(
        "The sandbox does not know this", SMPPConstant.STAT_ESME_RINVCMDID);
  }

  @Override
  public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti pdu, SMPPServerSession session)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public QuerySmResult onAcceptQuerySm(QuerySm pdu, SMPPServerSession session)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void onAcceptReplaceSm(ReplaceSm pdu, SMPPServerSession session)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void onAcceptCancelSm(CancelSm pdu, SMPPServerSession session)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm pdu, SMPPServerSession session)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void onAcceptCancelBroadcastSm(CancelBroadcastSm pdu, SMPPServerSession session)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public QueryBroadcastSmResult onAcceptQueryBroadcastSm(
      QueryBroadcastSm pdu, SMPPServerSession session) throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm pdu, Session session) throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void close() {
    end.countDown();
    later.shutdownNow();
  }
}
