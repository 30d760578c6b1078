package announcer.monitor.health;

import java.nio.file.Path;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import announcer.monitor.sample.HealthLimits;
import announcer.monitor.sample.MonitorSampler;
import announcer.monitor.sample.RunningProduct;
import announcer.monitor.sample.Snapshot;

/** The health check of the disk: is there room for settings, logs and the phrase cache? */
@Component(service = HealthCheck.class, property = {HealthCheck.NAME + "=Announcer: disk space", HealthCheck.TAGS + "=announcer"})
public class DiskCheck extends AnnouncerCheck {
    private static final long MEGABYTE = 1_000_000;

    private final Path home;

    /** Called by Declarative Services. */
    @Activate
    public DiskCheck(BundleContext context, @Reference MonitorSampler sampler) {
        super(sampler);
        home = RunningProduct.of(context).home();
    }

    @Override
    void check(Snapshot snapshot, HealthLimits limits, FormattingResultLog log) {
        check(home, home.toFile().getUsableSpace(), limits, log);
    }

    static void check(Path home, long freeBytes, HealthLimits limits, FormattingResultLog log) {
        String advice = "remove what is not needed, or make the phrase cache smaller (Announcer: Engine)";
        if (freeBytes < limits.diskFreeBytes() / 10) {
            log.critical("Only {} MB are free at {}: settings may be lost; {}", freeBytes / MEGABYTE, home, advice);
        } else if (freeBytes < limits.diskFreeBytes()) {
            log.warn("{} MB are free at {} (limit {} MB): {}", freeBytes / MEGABYTE, home, limits.diskFreeBytes() / MEGABYTE, advice);
        } else {
            log.info("{} MB are free at {}", freeBytes / MEGABYTE, home);
        }
    }
}
