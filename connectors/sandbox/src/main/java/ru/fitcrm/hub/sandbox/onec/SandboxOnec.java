package ru.fitcrm.hub.sandbox.onec;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.sandbox.onec.base.GeneratedBase;
import ru.fitcrm.hub.sandbox.onec.base.TakenLead;
import ru.fitcrm.hub.sandbox.onec.fitness.FitnessRoom;
import ru.fitcrm.hub.sandbox.onec.fitness.LeadRoom;
import ru.fitcrm.hub.sandbox.onec.front.Faults;
import ru.fitcrm.hub.sandbox.onec.front.HttpFront;
import ru.fitcrm.hub.sandbox.onec.front.Request;
import ru.fitcrm.hub.sandbox.onec.odata.OdataRoom;
import ru.fitcrm.hub.sandbox.onec.soap.WebServiceRoom;

/**
 * A club's 1C on a real loopback socket: a generated base behind one web server with a login, and
 * whatever can go wrong with it.
 */
public final class SandboxOnec implements AutoCloseable {

  private final GeneratedBase base;
  private final OdataRoom odata;
  private final FitnessRoom fitness;
  private final HttpFront front;

  private SandboxOnec(Settings settings) {
    base = GeneratedBase.of(settings.clients, settings.seed, settings.today());
    odata = new OdataRoom(base);
    fitness = new FitnessRoom(base);
    front =
        HttpFront.open(
            settings.port,
            settings.users(),
            List.of(
                new WebServiceRoom(base, settings.clock, settings.zone),
                odata,
                fitness,
                new LeadRoom(base)),
            settings.tls);
  }

  /** Settings to change before {@link #start(Settings)}. */
  public static Settings settings() {
    return new Settings();
  }

  /** Starts a 1C that listens when this returns. */
  public static SandboxOnec start(Settings settings) {
    return new SandboxOnec(settings);
  }

  /** What stands in it; change it and the change is told to whoever asks. */
  public GeneratedBase base() {
    return base;
  }

  /** What goes wrong. */
  public Faults faults() {
    return front.faults();
  }

  /** The port on loopback; the same for the whole life. */
  public int port() {
    return front.port();
  }

  /** For example {@code http://localhost:41234}. */
  public String address() {
    return front.address();
  }

  /** Address of the web service of the hub's contract. */
  public String soapUrl() {
    return front.address() + "/fitness/ws/hubexchange.1cws";
  }

  /** Address of the publication, before {@code /odata/standard.odata}. */
  public String publicationUrl() {
    return front.address() + "/fitness";
  }

  /** Its OData interface: what is published, its sessions, what it can bear. */
  public OdataRoom odata() {
    return odata;
  }

  /** Address of the HTTP API v3. */
  public String apiUrl() {
    return front.address() + "/fitness/hs/api/v3";
  }

  /**
   * Address of a receiver of a site's leads.
   *
   * @param form {@code Webhook} or {@code Tilda}
   */
  public String leadUrl(String form) {
    return front.address() + "/api/hs/lead/" + form + "/" + LeadRoom.ID;
  }

  /** Its HTTP API v3. */
  public FitnessRoom fitness() {
    return fitness;
  }

  /** Leads it was given, oldest first. */
  public List<TakenLead> leads() {
    return base.leads().all();
  }

  /** The last 10,000 requests, oldest first. */
  public List<Request> requests() {
    return front.seen();
  }

  /** The last requests for one operation, oldest first. */
  public List<Request> requests(String operation) {
    return requests().stream().filter(each -> each.operation().equals(operation)).toList();
  }

  /** The most requests that were being answered at one moment. */
  public int mostAtOnce() {
    return front.mostAtOnce();
  }

  /** Nobody listens any more, whoever is being answered is cut off; the base stays. */
  public void down() {
    front.down();
  }

  /** Listens again on the same port. */
  public void up() {
    front.up();
  }

  @Override
  public void close() {
    front.close();
  }

  /** How a sandbox 1C is set up. Every method gives the same object back. */
  public static final class Settings {

    private int port;
    private long clients = 100;
    private long seed = 1;
    private @Nullable LocalDate today;
    private InstantSource clock = InstantSource.system();
    private ZoneId zone = ZoneId.of("Europe/Moscow");
    private @Nullable SSLContext tls;
    private final Map<String, String> users = new LinkedHashMap<>();

    private Settings() {}

    /** Port on loopback; 0 (the default) takes a free one. */
    public Settings port(int newPort) {
      port = newPort;
      return this;
    }

    /** How many clients; 100 by default. Any number costs the same memory. */
    public Settings clients(long count) {
      clients = count;
      return this;
    }

    /** Another seed, another base. */
    public Settings seed(long newSeed) {
      seed = newSeed;
      return this;
    }

    /** The day the base looks back and ahead from; the clock's by default. */
    public Settings today(LocalDate day) {
      today = day;
      return this;
    }

    /** The clock the base tells the time by. */
    public Settings clock(InstantSource newClock) {
      clock = newClock;
      return this;
    }

    /** The club's zone: times come without one. */
    public Settings zone(ZoneId newZone) {
      zone = newZone;
      return this;
    }

    /** Adds a user. Without any there is {@code Хаб} with {@code пароль}. */
    public Settings user(String name, String password) {
      users.put(name, password);
      return this;
    }

    /** Speaks HTTPS with this certificate. */
    public Settings tls(SSLContext context) {
      tls = context;
      return this;
    }

    private Map<String, String> users() {
      return users.isEmpty() ? Map.of("Хаб", "пароль") : users;
    }

    private LocalDate today() {
      return today == null ? LocalDate.ofInstant(clock.instant(), zone) : today;
    }
  }
}
