package announcer.web.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import announcer.web.http.Problem;

/** What is received, where it cannot be kept. */
class UploadedBundleTest {
    @Test
    void a_folder_that_takes_no_file_is_told_with_its_path(@TempDir Path folder) {
        Path missing = folder.resolve("missing");
        Problem problem = catchThrowableOfType(Problem.class,
                () -> UploadedBundle.receive(new ByteArrayInputStream(new byte[10]), 100, missing));
        assertThat(problem.status()).isEqualTo(507);
        assertThat(problem).hasMessageContaining("could not be stored in " + missing).hasMessageContaining("NoSuchFileException")
                .hasMessageContaining("send it again");
    }
}
