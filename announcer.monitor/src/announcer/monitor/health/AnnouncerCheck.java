package announcer.monitor.health;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;

import announcer.monitor.sample.HealthLimits;
import announcer.monitor.sample.MonitorSampler;
import announcer.monitor.sample.Snapshot;

/** Base class of the health checks that compare a snapshot with the configured limits. Safe for use by any thread. */
abstract class AnnouncerCheck implements HealthCheck {
    private final MonitorSampler sampler;

    AnnouncerCheck(MonitorSampler sampler) {
        this.sampler = sampler;
    }

    @Override
    public final Result execute() {
        return result(sampler.snapshot(), sampler.limits());
    }

    /** Returns the result of the check for a snapshot. */
    final Result result(Snapshot snapshot, HealthLimits limits) {
        FormattingResultLog log = new FormattingResultLog();
        check(snapshot, limits, log);
        return new Result(log);
    }

    /** Writes the findings to the log; the worst of them is the status. */
    abstract void check(Snapshot snapshot, HealthLimits limits, FormattingResultLog log);
}
