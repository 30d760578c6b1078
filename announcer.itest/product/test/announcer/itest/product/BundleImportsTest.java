package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import announcer.bench.product.Launcher;

/** The manifests of the product's own bundles: what they share is copied into each, so that each can be swapped without the others. */
class BundleImportsTest {
    /** A quoted value may hold commas, but no package of ours. */
    private static final Pattern OURS = Pattern.compile("(?<![\\w.])announcer(\\.\\w+)+");

    @Test
    void no_bundle_imports_a_package_of_the_project_but_those_of_the_api() throws IOException {
        List<String> wrong = new ArrayList<>();
        int bundles = 0;
        try (Stream<Path> jars = Files.list(Launcher.script().resolveSibling("announcer.app/target/announcer/bundles"))) {
            for (Path jar : jars.filter(j -> j.getFileName().toString().startsWith("announcer.")).toList()) {
                bundles++;
                for (String imported : imports(jar)) {
                    if (!imported.startsWith("announcer.api.") && !imported.equals("announcer.api")) {
                        wrong.add(jar.getFileName() + " imports " + imported);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(bundles).as("bundles looked at").isGreaterThan(15);
    }

    private static List<String> imports(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            String header = String.valueOf(file.getManifest().getMainAttributes().getValue("Import-Package"));
            return OURS.matcher(header).results().map(MatchResult::group).toList();
        }
    }
}
