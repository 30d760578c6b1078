package announcer.itest.support.browser;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

import org.openqa.selenium.OutputType;
import org.openqa.selenium.TakesScreenshot;

import announcer.bench.product.Launcher;

/**
 * Pictures for the documentation. {@code -Dannouncer.screenshots=true} writes them to docs/screenshots/; otherwise they stay in
 * target/screenshots/, or every build would change the repository.
 */
public final class Screenshots {
    private static final int LARGEST = 200_000;

    private Screenshots() {
    }

    public static void take(TakesScreenshot from, String name) throws IOException {
        byte[] png = from.getScreenshotAs(OutputType.BYTES);
        // What a repository carries for ever is small; and a picture of nothing is no picture.
        if (png.length > LARGEST) {
            throw new AssertionError("the screenshot " + name + " has " + png.length + " bytes; " + LARGEST + " are allowed");
        }
        if (ImageIO.read(new ByteArrayInputStream(png)) == null) {
            throw new AssertionError("the screenshot " + name + " is no picture");
        }
        Path file = folder().resolve(name + ".png");
        Files.createDirectories(file.getParent());
        Files.write(file, png);
    }

    private static Path folder() {
        Path checkout = Launcher.script().getParent();
        boolean kept = Boolean.getBoolean("announcer.screenshots");
        return kept ? checkout.resolve("docs/screenshots") : checkout.resolve("announcer.itest/browser/target/screenshots");
    }
}
