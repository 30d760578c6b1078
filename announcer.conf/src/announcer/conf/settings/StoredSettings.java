package announcer.conf.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.osgi.framework.Constants;
import org.osgi.service.cm.Configuration;

import announcer.api.config.InvalidConfigurationException;
import announcer.api.config.Settings;
import announcer.api.config.SettingsForm;
import announcer.api.config.SettingsValues;
import announcer.conf.file.ConfFolder;
import announcer.conf.file.ConfName;
import announcer.conf.metatype.Attribute;
import announcer.conf.metatype.FormCatalog;
import announcer.conf.metatype.NameSuggestion;
import announcer.conf.metatype.Schema;
import announcer.conf.metatype.SecretMasking;
import announcer.conf.metatype.Validation;
import announcer.conf.sync.ConfSync;
import announcer.conf.sync.Configurations;

/** The settings as the synchronisation holds them. Every change is made between two of its passes, so that neither sees half of it. */
public final class StoredSettings implements Settings {
    private static final String NAME = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}";

    private final ConfSync synchronizer;
    private final ConfFolder folder;
    private final Configurations configurations;
    private final Validation validation;
    private final FormCatalog forms;

    public StoredSettings(ConfSync synchronizer, ConfFolder folder, Configurations configurations, Validation validation,
            FormCatalog forms) {
        this.synchronizer = synchronizer;
        this.folder = folder;
        this.configurations = configurations;
        this.validation = validation;
        this.forms = forms;
    }

    @Override
    public List<SettingsForm> forms(Locale locale) {
        return forms.all(locale);
    }

    @Override
    public List<SettingsValues> all() {
        Map<String, String> problems = synchronizer.problems();
        String trouble = synchronizer.trouble().orElse(null);
        Map<String, SettingsValues> byPid = new TreeMap<>();
        stored().forEach((file, c) -> {
            Map<String, Object> values = Configurations.values(c);
            // One that is empty and has no file only carries overrides.
            if (!values.isEmpty() || folder.exists(file)) {
                ConfName name = ConfName.of(c.getPid(), c.getFactoryPid());
                byPid.put(name.pid(), shown(name, values, problems.getOrDefault(file, trouble)));
            }
        });
        problems.forEach((file, problem) -> ConfName.ofFile(file)
                .ifPresent(name -> byPid.putIfAbsent(name.pid(), shown(name, Map.of(), problem))));
        return List.copyOf(byPid.values());
    }

    private SettingsValues shown(ConfName name, Map<String, Object> values, String problem) {
        Map<String, Attribute> attributes = attributes(name);
        Map<String, Object> shown = new TreeMap<>();
        values.forEach((key, v) -> shown.put(key, SecretMasking.shown(attributes.getOrDefault(key, Attribute.like(key, v)), v)));
        return new SettingsValues(name.pid(), Optional.ofNullable(name.factoryPid()), shown, Optional.ofNullable(problem));
    }

    @Override
    public Optional<SettingsValues> find(String pid) {
        Configuration c = stored(pid);
        String asked = c == null ? pid : ConfName.of(c.getPid(), c.getFactoryPid()).pid();
        return all().stream().filter(v -> v.pid().equals(asked)).findFirst();
    }

    @Override
    public void change(String pid, Map<String, Object> changes) throws InvalidConfigurationException, IOException {
        synchronizer.edit(() -> {
            Configuration now = stored(pid);
            if (now != null) {
                apply(ConfName.of(now.getPid(), now.getFactoryPid()), now, changes);
                return;
            }
            ConfName name = new ConfName(null, pid);
            Optional<SettingsForm> form = form(pid);
            if (form.isEmpty()) {
                throw refused("there is no configuration " + pid + ", and no form for one");
            }
            if (form.get().factory()) {
                throw refused(pid + " can exist several times; say which one, as " + pid + "~NAME");
            }
            apply(name, null, changes);
        });
    }

    @Override
    public String create(String factoryPid, String name, Map<String, Object> values) throws InvalidConfigurationException, IOException {
        if (!name.matches(NAME)) {
            throw refused(
                    "\"" + name + "\" cannot be a name; take letters, digits, dashes, dots and underscores, 100 at most, and no dot first");
        }
        Optional<SettingsForm> form = form(factoryPid);
        if (form.isEmpty() || !form.get().factory()) {
            List<String> factories = forms.all(Locale.ROOT).stream().filter(SettingsForm::factory).map(SettingsForm::pid).toList();
            throw refused("there is nothing called " + factoryPid + " that can exist several times"
                    + NameSuggestion.words(factoryPid, factories, "there are"));
        }
        ConfName made = new ConfName(factoryPid, name);
        synchronizer.edit(() -> {
            if (stored().containsKey(made.file()) || folder.exists(made.file())) {
                throw refused(made.pid() + " is there already; choose another name, or change that one");
            }
            apply(made, null, values);
        });
        return made.pid();
    }

    private void apply(ConfName name, Configuration now, Map<String, Object> changes) throws InvalidConfigurationException, IOException {
        Map<String, Object> old = now == null ? Map.of() : Configurations.values(now);
        Map<String, Object> merged = new SettingsChange(name.typePid(), attributes(name), old).merged(changes);
        Validation.Outcome outcome = validation.ofValues(name, merged);
        if (!outcome.valid()) {
            throw new InvalidConfigurationException(outcome.refusals().get(0).key(), String.join("; ", outcome.problems()));
        }
        configurations.update(name, now, outcome.values());
    }

    @Override
    public boolean delete(String pid) throws InvalidConfigurationException, IOException {
        List<Boolean> was = new ArrayList<>();
        synchronizer.edit(() -> {
            Configuration now = stored(pid);
            String file = now == null ? fileOf(pid) : null;
            was.add(now != null || (file != null && folder.exists(file)));
            if (now != null) {
                deleteUnlessRefused(now);
            } else if (file != null) {
                // It is not in force: nobody misses it.
                folder.delete(file);
            }
        });
        return was.get(0);
    }

    private void deleteUnlessRefused(Configuration now) throws InvalidConfigurationException, IOException {
        ConfName name = ConfName.of(now.getPid(), now.getFactoryPid());
        Optional<Validation.Refusal> refusal = validation.ofDeletion(name);
        if (refusal.isPresent()) {
            throw new InvalidConfigurationException(refusal.get().key(), refusal.get().words());
        }
        // The file first: where it cannot go, the configuration would be back at the next start.
        folder.delete(name.file());
        now.delete();
    }

    /** The file of a configuration that is not there: its own is not valid. */
    private String fileOf(String pid) {
        return synchronizer.problems().keySet().stream()
                .filter(file -> ConfName.ofFile(file).map(ConfName::pid).filter(pid::equals).isPresent()).findFirst().orElse(null);
    }

    private Map<String, Configuration> stored() {
        try {
            return configurations.all();
        } catch (IOException e) {
            throw new UncheckedIOException("the stored configurations cannot be read", e);
        }
    }

    private Configuration stored(String pid) {
        return stored().values().stream()
                .filter(c -> c.getPid().equals(pid) || ConfName.of(c.getPid(), c.getFactoryPid()).pid().equals(pid))
                .findFirst().orElse(null);
    }

    private Optional<SettingsForm> form(String pid) {
        return forms.all(Locale.ROOT).stream().filter(f -> f.pid().equals(pid)).findFirst();
    }

    private Map<String, Attribute> attributes(ConfName name) {
        return validation.schema(name).map(Schema::attributes).orElse(Map.of());
    }

    private static InvalidConfigurationException refused(String words) {
        return new InvalidConfigurationException(Constants.SERVICE_PID, words);
    }
}
