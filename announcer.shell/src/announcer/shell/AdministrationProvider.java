package announcer.shell;

import java.util.EnumSet;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

import announcer.api.access.AccessControl;
import announcer.api.access.Caller;
import announcer.api.access.Credential;
import announcer.api.access.Scope;
import announcer.api.config.Settings;

/** Settings and access control while they are there, and the trail of what was done here. Thread-safe. */
@Component(service = AdministrationProvider.class)
public class AdministrationProvider {
    /** The caller of every command. A user of this terminal owns the process, so that access control is not asked. */
    private static final Caller SHELL = new Caller("shell", EnumSet.allOf(Scope.class), Credential.SESSION, "terminal");

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Settings settings;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile AccessControl access;

    /** For the component framework. */
    public AdministrationProvider() {
    }

    AdministrationProvider(Settings settings, AccessControl access) {
        this.settings = settings;
        this.access = access;
    }

    Settings settings() throws CommandException {
        Settings s = settings;
        if (s == null) {
            throw new CommandException("settings cannot be reached: start the bundle announcer.conf");
        }
        return s;
    }

    AccessControl access() throws CommandException {
        AccessControl a = access;
        if (a == null) {
            throw new CommandException("users and tokens cannot be reached: start the bundle announcer.access");
        }
        return a;
    }

    Caller caller() {
        return SHELL;
    }

    /** Writes into the trail what was done. */
    void done(String action, String target) {
        AccessControl a = access;
        if (a != null) {
            a.audit(SHELL, action, target, "done");
        }
    }
}
