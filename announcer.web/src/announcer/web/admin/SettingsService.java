package announcer.web.admin;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import announcer.api.config.InvalidConfigurationException;
import announcer.api.config.Settings;
import announcer.api.config.SettingsForm;
import announcer.api.config.SettingsValues;
import announcer.web.http.ServiceLookup;
import announcer.web.http.Problem;

/** Access to the product's settings, with failures as problems of the API. Safe for use by any thread. */
final class SettingsService {
    /** The {@link InvalidConfigurationException#key} of a fault that is not that of a single setting. */
    private static final String WHOLE = "service.pid";

    private final ServiceLookup<Settings> lookup;

    SettingsService(ServiceLookup<Settings> lookup) {
        this.lookup = lookup;
    }

    Settings settings() throws Problem {
        return lookup.get();
    }

    /** Returns the configuration with this PID. */
    SettingsValues find(String pid) throws Problem {
        return lookup.get().find(pid).orElseThrow(() -> unknown(pid));
    }

    /** Returns the configuration of a factory whose key {@code id} has this value. */
    Optional<SettingsValues> withId(String factoryPid, String id) throws Problem {
        return lookup.get().all().stream()
                .filter(settings -> settings.factoryPid().filter(factoryPid::equals).isPresent() && id.equals(settings.values().get("id")))
                .findFirst();
    }

    /** Changes the given values and returns the whole configuration. */
    SettingsValues change(String pid, Map<String, Object> changes) throws Problem {
        Settings settings = lookup.get();
        if (settings.find(pid).isEmpty() && form(pid).filter(form -> !form.factory()).isEmpty()) {
            throw unknown(pid);
        }
        try {
            settings.change(pid, changes);
        } catch (InvalidConfigurationException e) {
            throw invalid(e, "pid");
        } catch (IOException e) {
            throw notStored(e);
        }
        return find(pid);
    }

    /** @param field the API's name of {@code name}, for a problem with it */
    SettingsValues create(String factoryPid, String name, Map<String, Object> values, String field) throws Problem {
        Settings settings = lookup.get();
        if (form(factoryPid).filter(SettingsForm::factory).isEmpty()) {
            throw unknown(factoryPid);
        }
        try {
            return find(settings.create(factoryPid, name, values));
        } catch (InvalidConfigurationException e) {
            throw invalid(e, field);
        } catch (IOException e) {
            throw notStored(e);
        }
    }

    void delete(String pid) throws Problem {
        try {
            if (!lookup.get().delete(pid)) {
                throw unknown(pid);
            }
        } catch (InvalidConfigurationException e) {
            throw invalid(e, "pid");
        } catch (IOException e) {
            throw notStored(e);
        }
    }

    private Optional<SettingsForm> form(String pid) throws Problem {
        return lookup.get().forms(Locale.ROOT).stream().filter(form -> form.pid().equals(pid)).findFirst();
    }

    /** Leaves out the value, which may be a secret. */
    static Problem invalid(InvalidConfigurationException e, String whole) {
        return new Problem(422, "invalid-setting", "A setting is not valid", e.getMessage())
                .about(WHOLE.equals(e.key()) ? whole : e.key(), null);
    }

    private static Problem notStored(IOException e) {
        return new Problem(500, "not-stored", "The settings cannot be stored",
                "the settings could not be written: " + e.getMessage() + "; see to it that Announcer's home folder can be written to");
    }

    private static Problem unknown(String pid) {
        return new Problem(404, "unknown-settings", "No configuration has this PID", "there is no configuration \"" + Problem.shortened(pid)
                + "\"; GET /api/settings lists them, and GET /api/settings/forms tells what can be configured").about("pid", pid);
    }
}
