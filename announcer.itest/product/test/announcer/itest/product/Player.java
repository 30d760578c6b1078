package announcer.itest.product;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import announcer.api.stream.Codec;
import announcer.bench.audio.Likeness;
import announcer.bench.audio.Recording;
import announcer.bench.audio.StreamRecorder;
import announcer.bench.audio.Voicing;
import announcer.bench.product.Launcher;
import announcer.bench.util.Tools;
import announcer.bench.util.Until;

/** Players and recorders of others, as their users run them: with their defaults, but for where the sound goes. */
enum Player {
    FFMPEG("ffmpeg", "ffmpeg") {
        @Override
        List<String> versionCommand() {
            return List.of("ffmpeg", "-version");
        }

        @Override
        void play(String url, Way way, Recording sentence) throws Exception {
            List<String> command = new ArrayList<>(List.of("ffmpeg", "-hide_banner", "-nostdin", "-loglevel", "warning"));
            if (way != Way.DEFAULT) {
                command.addAll(List.of("-rtsp_transport", way.word()));
            }
            command.addAll(List.of("-i", url, "-f", "s16le", "-ac", "1", "-ar", RATE, "-"));
            hear(command, sentence);
        }
    },
    GSTREAMER("GStreamer's rtspsrc", "gst-launch-1.0") {
        @Override
        List<String> versionCommand() {
            return List.of("gst-launch-1.0", "--version");
        }

        @Override
        void play(String url, Way way, Recording sentence) throws Exception {
            List<String> command = new ArrayList<>(List.of("gst-launch-1.0", "-q", "rtspsrc", "location=" + url));
            if (way != Way.DEFAULT) {
                command.add("protocols=" + way.word());
            }
            command.addAll(List.of("!", "decodebin", "!", "audioconvert", "!", "audioresample", "!",
                    "audio/x-raw,format=S16LE,channels=1,rate=" + RATE, "!", "fdsink"));
            hear(command, sentence);
        }
    },
    MPV("mpv", "mpv") {
        @Override
        List<String> versionCommand() {
            return List.of("mpv", "--no-config", "--version");
        }

        @Override
        void play(String url, Way way, Recording sentence) throws Exception {
            // Its own messages would go where the sound goes.
            List<String> command = new ArrayList<>(List.of("mpv", "--no-config", "--no-terminal", "--no-video", "--ao=pcm",
                    "--ao-pcm-file=/dev/stdout", "--ao-pcm-waveheader=no", "--audio-format=s16", "--audio-channels=mono",
                    "--audio-samplerate=" + RATE));
            if (way != Way.DEFAULT) {
                command.add("--rtsp-transport=" + way.word());
            }
            command.add(url);
            hear(command, sentence);
        }
    },
    YELLOWSTONE("yellowstone (npm)", "node") {
        @Override
        void require() {
            super.require();
            if (!Files.isDirectory(SCRIPTS.resolve("node_modules").resolve("yellowstone"))) {
                throw Tools.missing("npm's yellowstone is not installed, so it is not tested; run: npm ci --prefix " + SCRIPTS);
            }
        }

        @Override
        List<String> versionCommand() {
            return List.of("node", SCRIPTS.resolve("yellowstone.mjs").toString(), "--version");
        }

        @Override
        Optional<String> cannot(PlayerMatrix.Cell cell) {
            if (cell.way() == Way.UDP) {
                return Optional.of("it knows TCP only");
            }
            // Opus's silence has three.
            return cell.codec() == Codec.OPUS ? Optional.of("it ends at packets of less than four bytes") : Optional.empty();
        }

        @Override
        void play(String url, Way way, Recording sentence) throws Exception {
            // It decodes nothing; it takes the password apart from the address.
            List<String> command = new ArrayList<>(List.of("node", SCRIPTS.resolve("yellowstone.mjs").toString(),
                    url.replaceFirst("//[^/]*@", "//")));
            Optional.ofNullable(URI.create(url).getUserInfo()).ifPresent(login -> command.addAll(List.of(login.split(":", 2))));
            run(command);
        }
    };

    /** How the sound comes to the player. */
    enum Way {
        /** The player chooses. */
        DEFAULT, TCP, UDP;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Path SCRIPTS = Launcher.script().resolveSibling("announcer.itest").resolve("product").resolve("players");
    private static final int RATE_HZ = 24_000;
    private static final String RATE = String.valueOf(RATE_HZ);
    /** A player needs 2 to 5 s; the rest is for machines that do much else, where a process may stand still for many seconds. */
    private static final Duration LIMIT = Duration.ofSeconds(40);
    /** The pause between two sentences is longer than any inside of them. */
    private static final Voicing SENTENCES = new Voicing(-40, -60, 300, 200);
    private static final double ALIKE = 0.9;

    private final String title;
    private final String program;

    Player(String title, String program) {
        this.title = title;
        this.program = program;
    }

    /** Its name in tables. */
    String title() {
        return title;
    }

    /** Skips the test when it is not on this machine; under CI fails it. */
    void require() {
        Tools.require(program);
    }

    /** Whether it is on this machine. */
    boolean isHere() {
        try {
            require();
            return true;
        } catch (RuntimeException | AssertionError e) {
            return false;
        }
    }

    /** What makes it print its version. */
    abstract List<String> versionCommand();

    /** The first line that it prints of its version. */
    String version() throws Exception {
        return run(versionCommand()).lines().findFirst().orElse("");
    }

    /** Why it cannot do this, whatever the server does; empty: it should. */
    Optional<String> cannot(PlayerMatrix.Cell cell) {
        return Optional.empty();
    }

    /**
     * Plays until it has heard the sentence once, whole.
     *
     * @param url with user and password, where they are needed
     * @param sentence what is spoken again and again
     * @throws AssertionError when the sentence is not heard within a time
     */
    abstract void play(String url, Way way, Recording sentence) throws Exception;

    /** The sentences in a recording, but for one that has begun before it or goes on after it. */
    static List<Recording> wholeSentences(Recording r) {
        int margin = r.groupsIn(SENTENCES.longestPauseMillis());
        return SENTENCES.segments(r).stream().filter(s -> s.start() > r.groupsIn(50) && s.end() + margin < r.length()).map(r::part)
                .toList();
    }

    private static void hear(List<String> command, Recording sentence) throws IOException {
        try (StreamRecorder recorder = StreamRecorder.of(command, RATE_HZ)) {
            double[] likeness = {0};
            try {
                Until.isTrue("the sentence is heard", LIMIT, () -> {
                    boolean runs = recorder.running();
                    likeness[0] = wholeSentences(recorder.soFar()).stream().mapToDouble(heard -> Likeness.of(sentence, heard)).max()
                            .orElse(0);
                    if (likeness[0] < ALIKE && !runs) {
                        throw new AssertionError("the player has ended");
                    }
                    return likeness[0] >= ALIKE;
                });
            } catch (AssertionError e) {
                throw new AssertionError(
                        String.format(Locale.ROOT, "%s; it heard %.1f s of sound, likeness to the sentence %.2f; it said %s",
                                e.getMessage(),
                                recorder.soFar().seconds(), likeness[0], recorder.said()),
                        e);
            }
        }
    }

    /** Runs a program that ends by itself; fails unless it ends well. */
    private static String run(List<String> command) throws IOException, InterruptedException {
        Path printed = Files.createTempFile("announcer-player", ".txt");
        try {
            Process p = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null"))).start();
            boolean ended = p.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                p.destroyForcibly().waitFor();
            }
            String said = Files.readString(printed, StandardCharsets.UTF_8).strip();
            if (!ended || p.exitValue() != 0) {
                throw new AssertionError(ended ? "it ended with " + p.exitValue() + ": " + said : "it had not ended in time: " + said);
            }
            return said;
        } finally {
            Files.delete(printed);
        }
    }
}
