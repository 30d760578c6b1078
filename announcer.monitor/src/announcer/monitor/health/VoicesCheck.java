package announcer.monitor.health;

import java.util.List;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import announcer.api.EngineStatus;
import announcer.api.stream.Urls;
import announcer.monitor.sample.HealthLimits;
import announcer.monitor.sample.MonitorSampler;
import announcer.monitor.sample.Snapshot;

/** The health check of voices: is there one to speak with? It reads the last answers of the speech engines and never waits for them. */
@Component(service = HealthCheck.class, property = {HealthCheck.NAME + "=Announcer: voices", HealthCheck.TAGS + "=announcer"})
public class VoicesCheck extends AnnouncerCheck {
    /** Called by Declarative Services. */
    @Activate
    public VoicesCheck(@Reference MonitorSampler sampler) {
        super(sampler);
    }

    @Override
    void check(Snapshot snapshot, HealthLimits limits, FormattingResultLog log) {
        if (snapshot.engines().isEmpty()) {
            log.info(snapshot.running()
                    ? "The speech engines have not said yet which voices they have"
                    : "Announcer's engine is not there; the check of the channels says more");
            return;
        }
        List<EngineStatus> engines = snapshot.engines().get();
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
    }
}
