package announcer.monitor.health;

import java.nio.file.Path;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import announcer.monitor.sample.HealthLimits;
import announcer.monitor.sample.MonitorSampler;
import announcer.monitor.sample.RunningProduct;

/** Whether there is room for settings, logs and the phrase cache. */
@Component(property = {HealthCheck.NAME + "=Announcer: disk space", HealthCheck.TAGS + "=announcer"})
public class DiskCheck implements HealthCheck {
    private static final long MEGABYTE = 1_000_000;

    private final MonitorSampler watch;
    private final Path home;

    @Activate
    public DiskCheck(BundleContext context, @Reference MonitorSampler watch) {
        this.watch = watch;
        home = RunningProduct.of(context).home();
    }

    @Override
    public Result execute() {
        return check(home, home.toFile().getUsableSpace(), watch.limits());
    }

    static Result check(Path home, long freeBytes, HealthLimits limits) {
        FormattingResultLog log = new FormattingResultLog();
        String advice = "remove what is not needed, or make the phrase cache smaller (Announcer: Engine)";
        if (freeBytes < limits.diskFreeBytes() / 10) {
            log.critical("Only {} MB are free at {}: settings may be lost; {}", freeBytes / MEGABYTE, home, advice);
        } else if (freeBytes < limits.diskFreeBytes()) {
            log.warn("{} MB are free at {} (limit {} MB): {}", freeBytes / MEGABYTE, home, limits.diskFreeBytes() / MEGABYTE, advice);
        } else {
            log.info("{} MB are free at {}", freeBytes / MEGABYTE, home);
        }
        return new Result(log);
    }
}
