package announcer.monitor.health;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import announcer.monitor.sample.HealthLimits;
import announcer.monitor.sample.MonitorSampler;
import announcer.monitor.sample.Snapshot;

/** The health check of memory: does the heap suffice after a garbage collection? Between two, garbage fills any heap. */
@Component(service = HealthCheck.class, property = {HealthCheck.NAME + "=Announcer: memory", HealthCheck.TAGS + "=announcer"})
public class MemoryCheck extends AnnouncerCheck {
    private static final long MEGABYTE = 1_000_000;

    /** Called by Declarative Services. */
    @Activate
    public MemoryCheck(@Reference MonitorSampler sampler) {
        super(sampler);
    }

    @Override
    void check(Snapshot snapshot, HealthLimits limits, FormattingResultLog log) {
        long left = ManagementFactory.getMemoryPoolMXBeans().stream().filter(p -> p.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getCollectionUsage).filter(u -> u != null).mapToLong(MemoryUsage::getUsed).sum();
        check(left, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax(), limits, log);
    }

    static void check(long usedAfterCollection, long max, HealthLimits limits, FormattingResultLog log) {
        long percent = max <= 0 ? 0 : usedAfterCollection * 100 / max;
        if (percent > limits.memoryPercent()) {
            log.warn("{} % of the heap of {} MB were in use after the last garbage collection (limit {} %): give Java more memory "
                    + "(ANNOUNCER_JAVA_OPTS=-Xmx...), or run fewer speech engines", percent, max / MEGABYTE, limits.memoryPercent());
        } else {
            log.info("{} % of the heap of {} MB were in use after the last garbage collection", percent, max / MEGABYTE);
        }
    }
}
