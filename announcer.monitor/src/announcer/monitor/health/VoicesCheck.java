package announcer.monitor.health;

import java.util.List;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import announcer.api.EngineStatus;
import announcer.api.stream.Urls;
import announcer.monitor.sample.MonitorSampler;
import announcer.monitor.sample.Snapshot;

/** Whether there are voices to speak with. It looks at what the engines said last, and never waits for them. */
@Component(property = {HealthCheck.NAME + "=Announcer: voices", HealthCheck.TAGS + "=announcer"})
public class VoicesCheck implements HealthCheck {
    private final MonitorSampler watch;

    @Activate
    public VoicesCheck(@Reference MonitorSampler watch) {
        this.watch = watch;
    }

    @Override
    public Result execute() {
        return check(watch.picture());
    }

    static Result check(Snapshot picture) {
        FormattingResultLog log = new FormattingResultLog();
        if (picture.engines().isEmpty()) {
            log.info(picture.running()
                    ? "The speech engines have not said yet which voices they have"
                    : "Announcer's engine is not there; the check of the channels says more");
            return new Result(log);
        }
        List<EngineStatus> engines = picture.engines().get();
        if (engines.stream().allMatch(e -> e.voices().isEmpty())) {
            log.critical("There is no voice: start or install a speech engine (bundles announcer.tts.*); nothing can be spoken until then");
        }
        for (EngineStatus e : engines) {
            e.problem().ifPresentOrElse(p -> log.warn("Speech engine {} ({}): {}", e.name(), e.bundle(), Urls.masked(p)),
                    () -> log.info("Speech engine {} has {} voices", e.name(), e.voices().size()));
            e.setAsideUntil()
                    .ifPresent(until -> log.warn("Speech engine {} failed {} times in a row and is set aside until {}; others speak "
                            + "meanwhile. The log says why; restarting the bundle {} may help", e.name(), e.failures(), until, e.bundle()));
        }
        return new Result(log);
    }
}
