package announcer.app;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the log what the launcher had to mend: it ran before there was one, and has said it on the terminal already. */
@Component(service = {})
public final class StartRepairs {
    private static final Logger LOG = LoggerFactory.getLogger(StartRepairs.class);
    /** The system property of the launcher with what was damaged at this start, a sentence a line. */
    private static final String DAMAGED = "announcer.damaged";

    /** Called by Declarative Services. */
    @Activate
    public StartRepairs() {
        // At INFO, which does not go to the terminal once more.
        System.getProperty(DAMAGED, "").lines().forEach(damage -> LOG.info("damaged at this start: {}", damage));
    }
}
