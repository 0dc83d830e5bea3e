package ru.fitcrm.hub.jobs.night;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import ru.fitcrm.hub.core.night.JobSchedule;

/** The jobs this hub knows, by name. */
public final class NightJobs {

  private final Map<String, NightJob> jobs = new TreeMap<>();

  public NightJobs(List<NightJob> all) {
    for (NightJob job : all) {
      if (jobs.put(job.name(), job) != null) {
        throw new IllegalStateException("Two jobs are named " + job.name());
      }
    }
  }

  public Set<String> names() {
    return jobs.keySet();
  }

  List<JobSchedule> schedules() {
    return jobs.values().stream().map(NightJob::schedule).toList();
  }

  NightJob get(String name) {
    NightJob job = jobs.get(name);
    if (job == null) {
      throw new IllegalStateException("No job is named " + name);
    }
    return job;
  }
}
