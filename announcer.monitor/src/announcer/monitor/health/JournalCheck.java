package announcer.monitor.health;

import java.util.Optional;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import announcer.api.Announcer;
import announcer.api.JournalStatus;
import announcer.monitor.sample.MonitorSampler;

/** The health check of the journal: does what was accepted outlive the process, and can the journal be written? */
@Component(service = HealthCheck.class, property = {HealthCheck.NAME + "=Announcer: journal", HealthCheck.TAGS + "=announcer"})
public class JournalCheck implements HealthCheck {
    private final MonitorSampler sampler;

    /** Called by Declarative Services. */
    @Activate
    public JournalCheck(@Reference MonitorSampler sampler) {
        this.sampler = sampler;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        Optional<Announcer> announcer = sampler.announcer();
        if (announcer.isEmpty()) {
            log.info("Without the engine nothing is accepted; the check of the bundles says more");
        } else {
            check(announcer.get().journal(), log);
        }
        return new Result(log);
    }

    private static void check(Optional<JournalStatus> journal, FormattingResultLog log) {
        if (journal.isEmpty()) {
            log.warn(
                    "Announcements are kept in memory only: those that wait are lost when Announcer ends, and the history too; start the bundle"
                            + " announcer.journal, and if it is started, see in the log why its store cannot be opened");
            return;
        }
        journal.get().problem().ifPresent(problem -> log.warn("The journal: {}", problem));
        log.info("The journal holds {} announcements in {} MB", journal.get().announcements(), journal.get().bytes() >> 20);
    }
}
