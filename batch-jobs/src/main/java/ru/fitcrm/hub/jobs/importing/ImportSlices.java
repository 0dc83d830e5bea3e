package ru.fitcrm.hub.jobs.importing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.JobInterruptedException;
import org.springframework.batch.core.StepContribution;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.repeat.RepeatStatus;
import org.springframework.dao.NonTransientDataAccessException;
import ru.fitcrm.hub.core.importing.ImportLease;
import ru.fitcrm.hub.core.importing.ImportedRow;
import ru.fitcrm.hub.core.importing.WorkImports;

/**
 * Takes a file slice by slice. Rows done before are read again, not taken: what they said is needed
 * to know repetitions.
 */
final class ImportSlices implements Tasklet {

  private static final Logger LOG = LoggerFactory.getLogger(ImportSlices.class);
  private static final int SLICE = 1000;

  private final ImportLease lease;
  private final WorkImports work;
  private final Table table;
  private final ReadImportRow read;
  private final long headerRow;
  private final long done;
  private long position;

  /**
   * @param done rows done before
   */
  ImportSlices(
      ImportLease lease,
      WorkImports work,
      Table table,
      ReadImportRow read,
      long headerRow,
      long done) {
    this.lease = lease;
    this.work = work;
    this.table = table;
    this.read = read;
    this.headerRow = headerRow;
    this.done = done;
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context)
      throws IOException, JobInterruptedException {
    if (Thread.currentThread().isInterrupted()) {
      work.letGo(lease);
      throw new JobInterruptedException("The node goes down; the import goes on elsewhere");
    }
    List<ImportedRow> rows = slice();
    if (rows.isEmpty()) {
      work.end(lease);
      return RepeatStatus.FINISHED;
    }
    contribution.incrementReadCount();
    return RepeatStatus.continueIf(taken(rows));
  }

  private boolean taken(List<ImportedRow> rows) {
    try {
      return work.work(lease, rows, position);
    } catch (NonTransientDataAccessException | IllegalStateException e) {
      LOG.error("Import {} failed; its rows before {} are taken", lease.id(), position, e);
      work.failed(
          lease, "import.failed", "The hub could not take these rows: its log says why. Resume it");
      return false;
    }
  }

  private List<ImportedRow> slice() throws IOException {
    List<ImportedRow> rows = new ArrayList<>(SLICE);
    while (rows.size() < SLICE) {
      Table.@Nullable Row row = table.next();
      if (row == null) {
        return rows;
      }
      if (row.number() > headerRow && !row.isEmpty()) {
        ImportedRow told = read.read(row);
        if (++position > done) {
          rows.add(told);
        }
      }
    }
    return rows;
  }
}
