package dev.integrationshub.bench.deliver;

import dev.integrationshub.bench.ProcessFigures;
import dev.integrationshub.launch.HubProcess;
import java.util.List;

/** What the processes have used until now. */
record Sample(
    MeasuredDatabase.Counters counters,
    double hubCpuSeconds,
    double databaseCpuSeconds,
    long hubMemoryMebibytes) {

  static Sample take(MeasuredDatabase database, List<HubProcess> hubs) {
    return new Sample(
        database.counters(),
        hubs.stream().mapToDouble(hub -> ProcessFigures.cpuSeconds(hub.pid())).sum(),
        database.cpuSeconds(),
        hubs.stream()
            .mapToLong(hub -> ProcessFigures.peakMemoryMebibytes(hub.pid()))
            .max()
            .orElseThrow());
  }
}
