package announcer.conf.metatype;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.osgi.framework.Constants;

import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;
import announcer.conf.file.ConfName;
import announcer.conf.file.ConfText;

/** Converts and checks one configuration before it comes into force. Thread-safe. */
public final class Validation {
    /**
     * The result of a validation.
     *
     * @param values the typed values; not to be used when there are problems
     * @param refusals what is wrong; empty: valid
     * @param warnings sentences about what is odd but allowed
     * @param complete false while the metatype or a check may still come
     */
    public record Outcome(Map<String, Object> values, List<Refusal> refusals, List<String> warnings, boolean complete) {
        public boolean valid() {
            return refusals.isEmpty();
        }

        public List<String> problems() {
            return refusals.stream().map(Refusal::words).toList();
        }
    }

    /**
     * One thing that is wrong.
     *
     * @param key where
     * @param words a sentence
     */
    public record Refusal(String key, String words) {}

    /** Keys that Configuration Admin or a component sets and that no metatype names. */
    private static final Set<String> ALWAYS_KNOWN = Set.of("service.ranking", "service.description", "service.vendor", "service.pid",
            "service.factoryPid",
            "service.bundleLocation", "component.name");

    private final Function<String, Optional<Schema>> schemas;
    private final Function<String, List<ConfigurationCheck>> checks;

    public Validation(Function<String, Optional<Schema>> schemas, Function<String, List<ConfigurationCheck>> checks) {
        this.schemas = schemas;
        this.checks = checks;
    }

    public Optional<Schema> schema(ConfName name) {
        return schemas.apply(name.typePid());
    }

    /** Of a file; {@code now} is what is in force and gives the types where no metatype does. */
    public Outcome ofText(ConfName name, ConfText text, Map<String, Object> now) {
        Outcome outcome = outcome(name, text.values(), now, Attribute::fromRaw);
        text.doubles().forEach(k -> outcome.warnings().add(k + " stands more than once; the last one counts"));
        return outcome;
    }

    /** Of values from a form. */
    public Outcome ofValues(ConfName name, Map<String, Object> values) {
        return outcome(name, values, values, (a, v) -> a.fromTexts(Attribute.texts(v)));
    }

    /** Of a configuration that is to go: why it must stay. */
    public Optional<Refusal> ofDeletion(ConfName name) {
        return checks.apply(name.typePid()).stream().map(rule -> ask(() -> rule.checkDeletion(name.pid()))).flatMap(Optional::stream)
                .findFirst();
    }

    private interface Conversion<T> {
        Object convert(Attribute a, T value) throws InvalidConfigurationException;
    }

    private <T> Outcome outcome(ConfName name, Map<String, T> given, Map<String, Object> now, Conversion<T> conversion) {
        List<Refusal> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Map<String, Object> values = new LinkedHashMap<>();
        Optional<Schema> schema = schema(name);
        Map<String, Attribute> attributes = schema.map(Schema::attributes).orElse(Map.of());
        schema.ifPresent(s -> shape(name, s).ifPresent(problems::add));
        given.forEach((key, value) -> {
            Attribute a = attributes.get(key);
            if (a == null) {
                a = now.get(key) == null ? Attribute.text(key) : Attribute.like(key, now.get(key));
                if (schema.isPresent() && !ALWAYS_KNOWN.contains(key) && !key.endsWith(".target")) {
                    warnings.add(
                            key + " is not a setting of " + name.typePid()
                                    + NameSuggestion.words(key, attributes.keySet(), "the settings are"));
                }
            }
            try {
                values.put(key, conversion.convert(a, value));
            } catch (InvalidConfigurationException e) {
                problems.add(new Refusal(key, e.getMessage()));
            }
        });
        for (Attribute a : attributes.values()) {
            if (a.required() && !given.containsKey(a.id())) {
                problems.add(new Refusal(a.id(), a.id() + " is missing; it must be " + a.right()));
            }
        }
        List<ConfigurationCheck> rules = checks.apply(name.typePid());
        if (problems.isEmpty()) {
            for (ConfigurationCheck rule : rules) {
                ask(() -> rule.check(name.pid(), Map.copyOf(values))).ifPresent(problems::add);
            }
        }
        return new Outcome(values, problems, warnings, schema.isPresent() && !rules.isEmpty());
    }

    private interface Question {
        void ask() throws InvalidConfigurationException;
    }

    // A rule is another bundle's code: whatever it throws is its answer "no", never the end of the synchronisation.
    private static Optional<Refusal> ask(Question question) {
        try {
            question.ask();
            return Optional.empty();
        } catch (InvalidConfigurationException e) {
            return Optional.of(new Refusal(e.key(), e.getMessage() == null ? e.key() + " is wrong" : e.getMessage()));
        } catch (RuntimeException | LinkageError e) {
            return Optional.of(new Refusal(Constants.SERVICE_PID, "it could not be checked: " + e));
        }
    }

    private static Optional<Refusal> shape(ConfName name, Schema schema) {
        if (schema.factory() && name.factoryPid() == null) {
            return refusal(name.name() + " can exist several times; name the file " + name.name() + "~NAME" + ConfName.SUFFIX);
        }
        if (!schema.factory() && name.factoryPid() != null) {
            return refusal(name.factoryPid() + " exists only once; name the file " + name.factoryPid() + ConfName.SUFFIX);
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refusal(String words) {
        return Optional.of(new Refusal(Constants.SERVICE_PID, words));
    }
}
