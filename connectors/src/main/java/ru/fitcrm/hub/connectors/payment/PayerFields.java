package ru.fitcrm.hub.connectors.payment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.http.ReadFields;
import ru.fitcrm.hub.core.contract.HeardPayment;

/** Where a payment says who pays, for which contract and order. */
record PayerFields(List<String> client, List<String> contract, List<String> order) {

  static final List<String> CLIENT =
      List.of(
          "metadata.client_id",
          "metadata.clientId",
          "metadata.client_ref",
          "merchant_customer_id",
          "AccountId",
          "Data.client_id",
          "Data.clientId",
          "metadata.phone",
          "Data.phone",
          "Data.Phone",
          "receipt.customer.phone",
          "metadata.email",
          "receipt.customer.email",
          "Email");

  static final List<String> CONTRACT =
      List.of(
          "metadata.contract_id",
          "metadata.contractId",
          "metadata.contract_ref",
          "Data.contract_id",
          "Data.contractId");

  static final List<String> ORDER =
      List.of(
          "metadata.order_id",
          "metadata.orderId",
          "metadata.orderNumber",
          "metadata.order_number",
          "InvoiceId");

  PayerFields {
    client = List.copyOf(client);
    contract = List.copyOf(contract);
    order = List.copyOf(order);
  }

  static List<String> or(@Nullable List<String> given, List<String> usual) {
    return given == null || given.isEmpty() ? usual : List.copyOf(given);
  }

  HeardPayment.Payer payer(ReadFields fields) {
    return new HeardPayment.Payer(
        List.copyOf(fields.all(client)), fields.first(contract).orElse(null));
  }

  @Nullable String order(ReadFields fields) {
    return fields.first(order).orElse(null);
  }
}
