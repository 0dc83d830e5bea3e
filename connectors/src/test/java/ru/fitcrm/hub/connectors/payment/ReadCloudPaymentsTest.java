package ru.fitcrm.hub.connectors.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import ru.fitcrm.hub.connectors.PaymentConnector.PaymentNews;
import ru.fitcrm.hub.connectors.http.ReadFields;
import ru.fitcrm.hub.core.inbox.RawBody;

class ReadCloudPaymentsTest {

  private static final PayerFields WHERE =
      new PayerFields(PayerFields.CLIENT, PayerFields.CONTRACT, PayerFields.ORDER);

  @ParameterizedTest
  @EnumSource(
      value = CloudNotice.class,
      names = {"PAY", "CONFIRM"})
  void thePaymentASubscriptionBeginsWithIsTheClientsOwnPurchase(CloudNotice notice) {
    assertThat(paid(notice, "").payment().kind()).isEqualTo("PURCHASE");
    assertThat(paid(notice, "sc_1").payment().kind()).isEqualTo("RECURRING");
  }

  @ParameterizedTest
  @CsvSource({"3, 1, 3:1", "4, 1, 4:1", "'', 2, 0:2"})
  void aFailureOfASubscriptionIsNamedByBothCounters(String good, String bad, String failure) {
    PaymentNews news =
        read(
            CloudNotice.RECURRENT,
            """
            {"Id": "sc_1", "AccountId": "1", "Amount": 10, "Status": "PastDue",
             "SuccessfulTransactionsNumber": "%s", "FailedTransactionsNumber": "%s"}"""
                .formatted(good, bad));

    assertThat(((PaymentNews.ChargeFailed) news).failure()).isEqualTo(failure);
  }

  private static PaymentNews.Paid paid(CloudNotice notice, String subscription) {
    return (PaymentNews.Paid)
        read(
            notice,
            """
            {"TransactionId": 1, "Amount": 10, "DateTime": "2026-11-01 10:00:00", "AccountId": "1",
             "SubscriptionId": "%s", "Status": "Completed",
             "Data": "{\\"cloudPayments\\": {\\"recurrent\\": {\\"interval\\": \\"Month\\"}}}"}"""
                .formatted(subscription));
  }

  private static PaymentNews read(CloudNotice notice, String body) {
    return new ReadCloudPayments(WHERE, ReadFields.of(RawBody.json(body))).news(notice);
  }
}
