package announcer.monitor.health;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import announcer.monitor.sample.HealthLimits;
import announcer.monitor.sample.MonitorSampler;

/** Whether the heap suffices. What counts is what a garbage collection leaves: in between, garbage fills any heap. */
@Component(property = {HealthCheck.NAME + "=Announcer: memory", HealthCheck.TAGS + "=announcer"})
public class MemoryCheck implements HealthCheck {
    private static final long MEGABYTE = 1_000_000;

    private final MonitorSampler watch;

    @Activate
    public MemoryCheck(@Reference MonitorSampler watch) {
        this.watch = watch;
    }

    @Override
    public Result execute() {
        long left = ManagementFactory.getMemoryPoolMXBeans().stream().filter(p -> p.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getCollectionUsage).filter(u -> u != null).mapToLong(MemoryUsage::getUsed).sum();
        return check(left, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax(), watch.limits());
    }

    static Result check(long usedAfterCollection, long max, HealthLimits limits) {
        FormattingResultLog log = new FormattingResultLog();
        long percent = max <= 0 ? 0 : usedAfterCollection * 100 / max;
        if (percent > limits.memoryPercent()) {
            log.warn("{} % of the heap of {} MB were in use after the last garbage collection (limit {} %): give Java more memory "
                    + "(ANNOUNCER_JAVA_OPTS=-Xmx...), or run fewer speech engines", percent, max / MEGABYTE, limits.memoryPercent());
        } else {
            log.info("{} % of the heap of {} MB were in use after the last garbage collection", percent, max / MEGABYTE);
        }
        return new Result(log);
    }
}
