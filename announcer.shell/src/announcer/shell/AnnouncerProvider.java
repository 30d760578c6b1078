package announcer.shell;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

import announcer.api.Announcement;
import announcer.api.AnnouncementStatus;
import announcer.api.Announcer;

/** Provides the engine's service, which comes and goes while the commands stay. */
@Component(service = AnnouncerProvider.class)
public class AnnouncerProvider {
    private static final long LOOK_MILLIS = 500;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Announcer announcer;

    /** For the component framework. */
    public AnnouncerProvider() {
    }

    AnnouncerProvider(Announcer announcer) {
        this.announcer = announcer;
    }

    Announcer announcer() throws CommandException {
        Announcer a = announcer;
        if (a == null) {
            throw new CommandException("the engine is not running: start the bundle announcer.engine");
        }
        return a;
    }

    /** Waits for an outcome: as long as that takes, unless the engine goes. */
    AnnouncementStatus outcome(Announcement announcement) throws CommandException, InterruptedException {
        Announcer accepted = announcer();
        while (true) {
            try {
                return announcement.done().toCompletableFuture().get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (announcer != accepted) {
                    throw new CommandException("the engine went while announcement " + announcement.id() + " was "
                            + announcement.status().state());
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("an announcement's outcome came as an exception", e);
            }
        }
    }
}
