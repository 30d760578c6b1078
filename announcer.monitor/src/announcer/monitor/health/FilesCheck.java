package announcer.monitor.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

import announcer.api.config.Settings;
import announcer.api.config.SettingsValues;
import announcer.lib.file.DamagedFile;
import announcer.monitor.sample.RunningProduct;

/**
 * The health check of the home's files: was one damaged, is a setting not in its file, or a file not in force? The one place that tells what a
 * start had to mend.
 */
@Component(service = HealthCheck.class, property = {HealthCheck.NAME + "=Announcer: files", HealthCheck.TAGS + "=announcer"})
public class FilesCheck implements HealthCheck {
    /** The system property of the launcher with what was damaged at this start, a sentence a line. */
    private static final String DAMAGED = "announcer.damaged";
    /** The folders in which files are set aside, relative to the home. */
    private static final List<String> FOLDERS = List.of("conf", "data", "data/access", "data/journal", "data/schedule");

    private final Path home;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Settings settings;

    /** Called by Declarative Services. */
    @Activate
    public FilesCheck(BundleContext context) {
        home = RunningProduct.of(context).home();
    }

    @Override
    public Result execute() {
        Settings now = settings;
        return check(home, System.getProperty(DAMAGED, "").lines().toList(), now == null ? List.of() : now.all());
    }

    static Result check(Path home, List<String> damages, List<SettingsValues> settings) {
        FormattingResultLog log = new FormattingResultLog();
        damages.forEach(damage -> log.warn("Damaged at this start: {}", damage));
        for (String folder : FOLDERS) {
            try {
                aside(home.resolve(folder)).forEach(file -> log.warn(
                        "{} was damaged and is set aside; the log says what took its place: see whether you need anything of it, and remove it",
                        file));
            } catch (IOException e) {
                log.warn("{} cannot be read: {}", home.resolve(folder), e.toString());
            }
        }
        settings.forEach(values -> values.problem().ifPresent(problem -> log.warn("Settings {}: {}", values.pid(), problem)));
        log.info("Files of {} were looked at", home);
        return new Result(log);
    }

    private static List<Path> aside(Path folder) throws IOException {
        List<Path> aside = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> DamagedFile.isAside(file.getFileName().toString())).sorted().forEach(aside::add);
            }
        }
        return aside;
    }
}
