package announcer.monitor.health;

import java.util.List;
import java.util.Optional;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

import announcer.api.lexicon.Lexicon;
import announcer.api.lexicon.LexiconFile;

/** The health check of the lexicons: is what the administrator has written in use? */
@Component(service = HealthCheck.class, property = {HealthCheck.NAME + "=Announcer: lexicons", HealthCheck.TAGS + "=announcer"})
public class LexiconsCheck implements HealthCheck {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Lexicon lexicon;

    @Override
    public Result execute() {
        return check(Optional.ofNullable(lexicon).map(Lexicon::files).orElse(List.of()));
    }

    static Result check(List<LexiconFile> files) {
        FormattingResultLog log = new FormattingResultLog();
        for (LexiconFile file : files) {
            file.problem().ifPresent(problem -> log.warn("Lexicon {}: {}", file.name(), problem));
        }
        if (!log.iterator().hasNext()) {
            log.info("All lexicons are in use; there are {}", files.size());
        }
        return new Result(log);
    }
}
