package announcer.ear;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import announcer.api.stream.Hearing;

/** The health check of streams that are heard: does what was sent arrive at a player? Without channels to hear it is OK. */
@Component(service = HealthCheck.class, property = {HealthCheck.NAME + "=Announcer: streams heard", HealthCheck.TAGS + "=announcer"})
public final class EarCheck implements HealthCheck {
    private final Supplier<Map<String, Hearing>> hearings;
    private final Supplier<Set<String>> unheard;

    /** Called by Declarative Services. */
    @Activate
    public EarCheck(@Reference Ear ear) {
        this(ear::hearings, ear::unheard);
    }

    /** @param unheard channels that are to be heard and are not */
    EarCheck(Supplier<Map<String, Hearing>> hearings, Supplier<Set<String>> unheard) {
        this.hearings = hearings;
        this.unheard = unheard;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        Map<String, Hearing> all = hearings.get();
        Set<String> missing = unheard.get();
        missing.forEach(channel -> log.warn("Channel {} is to be heard (channels of announcer.ear), and has no ear: the log of announcer.ear "
                + "says why", channel));
        if (all.isEmpty() && missing.isEmpty()) {
            log.info("No channel is heard (channels of announcer.ear)");
        }
        all.forEach((channel, h) -> {
            String problem = h.problem().orElse("");
            switch (h.state()) {
                case MUTE, UNPLAYABLE -> log.critical("Channel {}: {}", channel, problem);
                case PATCHY, NOISY, LATE -> log.warn("Channel {}: {}", channel, problem);
                case GOOD -> log.info("Channel {}: players hear what is sent{}", channel,
                        h.delay().map(d -> ", " + d.toMillis() + " ms later").orElse(""));
                case WAITING -> {
                    if (problem.isEmpty()) {
                        log.info("Channel {}: nothing was compared since", channel);
                    } else {
                        log.warn("Channel {} is not heard: {}", channel, problem);
                    }
                }
                default -> throw new IllegalStateException(h.state().toString());
            }
        });
        return new Result(log);
    }
}
