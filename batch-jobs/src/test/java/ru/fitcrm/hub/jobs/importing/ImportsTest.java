package ru.fitcrm.hub.jobs.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.JobExecution;
import org.springframework.batch.core.StepContribution;
import org.springframework.batch.core.StepExecution;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.Branches;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.importing.ImportFile;
import ru.fitcrm.hub.core.importing.ImportFiles;
import ru.fitcrm.hub.core.importing.ImportLease;
import ru.fitcrm.hub.core.importing.WorkImports;
import ru.fitcrm.hub.core.sync.ApplyPacket;
import ru.fitcrm.hub.core.sync.Hearing;
import ru.fitcrm.hub.core.sync.Packet;
import ru.fitcrm.hub.core.testing.SteppedClock;
import ru.fitcrm.hub.core.testing.TestCore;
import ru.fitcrm.hub.jobs.night.BeatWhileWorking;
import ru.fitcrm.hub.jobs.night.OwnBatch;

/** From a file to people, however often, by however many nodes, beside whatever system. */
class ImportsTest {

  private static final String FILE =
      """
      ФИО;Телефон;Дата рождения;Абонемент;Дата окончания;Баланс;Пол
      Петрова Анна;8 916 123-45-67;22.11.1990;Годовой;01.05.2027;-1500;ж
      Иванов Пётр;+7 916 765-43-21;31.02.1990;;;700;м
      Без Телефона;;;;;;
      Петрова Анна;8 916 123-45-67;22.11.1990;Йога;01.04.2027;;ж
      Петрова Анна;8 916 123-45-67;22.11.1990;Йога;01.04.2027;;ж
      """;

  private final SteppedClock clock = new SteppedClock(Instant.parse("2027-03-10T12:00:00Z"));
  private final TestCore core = new TestCore(clock);
  private final ImportFiles files = core.get(ImportFiles.class);
  private final WorkImports work = core.get(WorkImports.class);
  private final BringFile bring = new BringFile(core.get(ClubGate.class), files);
  private final LaunchImports launch;
  private final Club club = core.club("Север");

  ImportsTest() {
    OwnBatch batch = OwnBatch.on(core.database().dataSource());
    launch =
        new ImportWork()
            .launchImports(
                work,
                files,
                core.get(ClubGate.class),
                core.get(ClubDirectory.class),
                core.get(Branches.class),
                clock(),
                batch.repository(),
                batch.launcher(),
                new BeatWhileWorking(Duration.ofSeconds(10)));
  }

  private ru.fitcrm.hub.core.platform.BusinessClock clock() {
    return core.get(ru.fitcrm.hub.core.platform.BusinessClock.class);
  }

  @AfterEach
  void close() {
    core.close();
  }

  @Test
  void aCheckSaysWhatARunDoesAndWritesNothing() {
    long id = bring(FILE);
    ImportFile checked = pass(id, ImportFile.Pass.CHECK);

    assertThat(checked.state()).isEqualTo(ImportFile.State.CHECKED);
    assertThat(checked.counts().added()).isEqualTo(2);
    assertThat(checked.counts().rejected()).isEqualTo(1);
    assertThat(checked.counts().repeated()).isEqualTo(1);
    assertThat(checked.counts().contracts()).isEqualTo(2);
    assertThat(checked.getIgnoredColumns()).containsExactly("Пол");
    assertThat(faults(id)).contains("4 row.unidentifiable", "3 date.invalid", "6 row.repeated");
    assertThat(number("select count(*) from client")).isZero();
    assertThat(number("select count(*) from external_ref")).isZero();

    ImportFile run = pass(id, ImportFile.Pass.RUN);
    assertThat(run.state()).isEqualTo(ImportFile.State.COMPLETED);
    assertThat(run.counts()).isEqualTo(checked.counts());
    assertThat(run.total()).isEqualTo(run.position()).isEqualTo(5);
    assertThat(texts("select name from client order by name"))
        .containsExactly("Иванов Пётр", "Петрова Анна");
    assertThat(texts("select title || ' ' || debt || ' ' || ends_on from contract order by title"))
        .containsExactly("Годовой 1500.00 2027-05-01", "Йога 0.00 2027-04-01");
    assertThat(texts("select text from comment where text is not null"))
        .containsExactly("Баланс из файла: 700,00");
    assertThat(texts("select distinct type from event")).containsExactly("sync.finished");
  }

  @Test
  void theSameFileAgainChangesNothing() {
    pass(bring(FILE), ImportFile.Pass.RUN);
    List<String> before = texts("select name || version from client order by id");
    ImportFile again = pass(bring(FILE), ImportFile.Pass.RUN);

    assertThat(again.counts().added()).isZero();
    assertThat(again.counts().updated()).isZero();
    assertThat(again.counts().contracts()).isZero();
    assertThat(texts("select name || version from client order by id")).isEqualTo(before);
    assertThat(number("select count(*) from comment where text is not null")).isOne();
  }

  @Test
  void aPersonOneCTellsOfStaysAsOneCTells() {
    Lease oneC = core.clubSystem(club);
    tell(oneC, "Петрова Анна", "1985-01-01");
    clock.step(Duration.ofSeconds(1));
    ImportFile run = pass(bring(FILE), ImportFile.Pass.RUN);

    assertThat(run.counts().added()).as("only the other one").isEqualTo(1);
    assertThat(run.counts().ofSystem()).isPositive();
    assertThat(texts("select cast(birth_date as text) from client where name = 'Петрова Анна'"))
        .containsExactly("1985-01-01");
    assertThat(number("select count(*) from contract")).isZero();
    assertThat(faults(run.id())).contains("2 contract.of-system");
  }

  @Test
  void whomAFileToldOfOneCTakesOver() {
    pass(bring(FILE), ImportFile.Pass.RUN);
    tell(core.clubSystem(club), "Петрова Анна", "1985-01-01");

    assertThat(texts("select cast(birth_date as text) from client where name = 'Петрова Анна'"))
        .containsExactly("1985-01-01");
    assertThat(number("select count(*) from contract where not deleted")).isZero();
  }

  @Test
  void anotherNodeGoesOnWhereADeadOneWas() throws Exception {
    StringBuilder text = new StringBuilder("Имя;Телефон\n");
    for (int i = 0; i < 2500; i++) {
      text.append("Клиент ").append(i).append(";+7916555").append("%04d".formatted(i)).append('\n');
    }
    long id = bring(text.toString());
    core.runIn(club, () -> files.begin(id, ImportFile.Pass.RUN));
    ImportLease dead = work.claim().orElseThrow();
    slice(dead);
    assertThat(get(id).position()).isEqualTo(1000);
    assertThat(launch.workThrough()).as("it is somebody's").isZero();

    change("update import_file set beat_at = now() - interval '2 minutes'");
    assertThat(launch.workThrough()).isOne();

    assertThat(get(id).state()).isEqualTo(ImportFile.State.COMPLETED);
    assertThat(get(id).counts().added()).isEqualTo(2500);
    assertThat(number("select count(*) from client")).isEqualTo(2500);
    assertThat(work.work(dead, List.of(), 1)).as("the dead one comes back").isFalse();
  }

  @Test
  void aStoppedImportGoesOnFromItsRow() throws Exception {
    StringBuilder text = new StringBuilder("Имя;Телефон\n");
    for (int i = 0; i < 1200; i++) {
      text.append("Клиент ").append(i).append(";+7916555").append("%04d".formatted(i)).append('\n');
    }
    long id = bring(text.toString());
    core.runIn(club, () -> files.begin(id, ImportFile.Pass.RUN));
    ImportLease lease = work.claim().orElseThrow();
    slice(lease);
    core.runIn(club, () -> files.stop(id));
    assertThat(launch.workThrough()).isZero();
    assertThat(number("select count(*) from client")).isEqualTo(1000);

    core.runIn(club, () -> files.resume(id));
    launch.workThrough();
    assertThat(get(id).state()).isEqualTo(ImportFile.State.COMPLETED);
    assertThat(get(id).counts().added()).isEqualTo(1200);
  }

  private void slice(ImportLease lease) throws Exception {
    ImportFile file = work.file(lease);
    try (KeptFile kept = KeptFile.of(core.get(ClubGate.class), files, club.clubId(), file.id());
        Table table = OpenTable.open(kept.path(), file.layout())) {
      ReadImportRow read =
          new ReadImportRow(file.columns(), "RU", LocalDate.of(2027, 3, 10), Set.of());
      StepExecution step = new StepExecution("rows", new JobExecution(1L));
      var unused =
          new ImportSlices(lease, work, table, read, file.layout().headerRow(), 0)
              .execute(new StepContribution(step), new ChunkContext(new StepContext(step)));
    }
  }

  private void tell(Lease oneC, String name, String birthDate) {
    Packet.Client client =
        new Packet.Client("ref-1", "1", name, List.of("+79161234567"), null, birthDate, null, null);
    Packet packet =
        new Packet(List.of(client), List.of(), List.of(), List.of(), List.of(), List.of(), false);
    core.runIn(
        club,
        () -> core.get(ApplyPacket.class).apply(oneC.connection(), packet, Hearing.AS_IT_HAPPENS));
  }

  private long bring(String text) {
    return bring
        .bring(
            club,
            "clients.csv",
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            "admin@club.test")
        .id();
  }

  private ImportFile pass(long id, ImportFile.Pass pass) {
    core.runIn(club, () -> files.begin(id, pass));
    launch.workThrough();
    return get(id);
  }

  private ImportFile get(long id) {
    return core.in(club, () -> files.get(id));
  }

  private List<String> faults(long id) {
    return core.in(club, () -> files.faults(id, false, 0, 100)).stream()
        .map(one -> one.fault().row() + " " + one.fault().code())
        .toList();
  }

  private List<String> texts(String sql) {
    return core.in(club, () -> core.get(JdbcClient.class).sql(sql).query(String.class).list());
  }

  private long number(String sql) {
    return core.in(club, () -> core.get(JdbcClient.class).sql(sql).query(Long.class).single());
  }

  private void change(String sql) {
    core.runIn(club, () -> core.get(JdbcClient.class).sql(sql).update());
  }

  /** Errors Spring Batch swallows would otherwise be read as a file that never ends. */
  @Test
  void aBrokenFileFailsWithTheReason() throws IOException {
    long id = bring("Имя;Телефон\nАнна;+79161234567\n" + "Пётр;\n".repeat(300) + "\"открыта;1\n");
    ImportFile failed = pass(id, ImportFile.Pass.CHECK);
    assertThat(failed.state()).isEqualTo(ImportFile.State.FAILED);
    assertThat(failed.troubleCode()).isEqualTo("file.csv-broken");
  }
}
