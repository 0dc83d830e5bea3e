package ru.fitcrm.hub.connectors.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** The certificates one connection trusts, and no others: a club's own server signs itself. */
public final class TrustedCertificate {

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----");

  private TrustedCertificate() {}

  /**
   * @param pem one certificate or several; line breaks may have been lost on the way
   * @throws CertificateException if it holds none that can be read
   */
  public static TrustManager[] of(String pem) throws CertificateException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate certificate : read(pem)) {
        store.setCertificateEntry("trusted-" + store.size(), certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      return trust.getTrustManagers();
    } catch (CertificateException e) {
      throw e;
    } catch (GeneralSecurityException | IOException e) {
      throw new CertificateException("The trusted certificate cannot be used", e);
    }
  }

  private static List<Certificate> read(String pem) throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<Certificate> found = new ArrayList<>();
    Matcher matcher = PEM.matcher(pem);
    while (matcher.find()) {
      byte[] der = decode(matcher.group(1));
      found.add(factory.generateCertificate(new ByteArrayInputStream(der)));
    }
    if (found.isEmpty()) {
      throw new CertificateException("The trusted certificate is not in PEM form");
    }
    return found;
  }

  private static byte[] decode(String base64) throws CertificateException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new CertificateException("The trusted certificate is not in base64", e);
    }
  }
}
