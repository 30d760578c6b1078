package announcer.itest.product;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import announcer.bench.audio.Recording;
import announcer.itest.support.Ffmpeg;

/** Integrated loudness as ffmpeg's filter {@code ebur128} measures it: by other people's code than the product's. */
final class Loudness {
    private static final Pattern INTEGRATED = Pattern.compile("I:\\s+(-?[0-9.]+) LUFS");

    private Loudness() {
    }

    static double lufs(Recording mono) throws IOException, InterruptedException {
        Path raw = Files.createTempFile("loudness", ".pcm");
        try {
            ByteBuffer bytes = ByteBuffer.allocate(2 * mono.length()).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < mono.length(); i++) {
                bytes.putShort(mono.sample(i));
            }
            Files.write(raw, bytes.array());
            Process p = new ProcessBuilder(Ffmpeg.path().toString(), "-nostdin", "-hide_banner", "-f", "s16le", "-ar",
                    String.valueOf(mono.sampleRateHz()), "-ac", "1", "-i", raw.toString(), "-af", "ebur128", "-f", "null", "-")
                    .redirectErrorStream(true).start();
            String said = new String(p.getInputStream().readAllBytes(), UTF_8);
            p.waitFor(30, TimeUnit.SECONDS);
            Matcher m = INTEGRATED.matcher(said);
            double last = Double.NaN;
            while (m.find()) {
                last = Double.parseDouble(m.group(1));
            }
            return last;
        } finally {
            Files.delete(raw);
        }
    }
}
