package announcer.ffmpeg;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import announcer.api.audio.PcmFormat;
import announcer.api.stream.PlayedStream;
import announcer.api.stream.StreamPlayer;
import announcer.ffmpeg.command.PlayCommand;
import announcer.ffmpeg.process.FfmpegLauncher;
import announcer.ffmpeg.process.FfmpegPlayedStream;
import announcer.ffmpeg.program.FfmpegProgram;
import announcer.ffmpeg.supervisor.CredentialMask;
import announcer.lib.process.ProcessTree;

/** Plays streams by running ffmpeg, one process for each: the program that publishes. Safe for use by any thread. */
@Component
public final class FfmpegPlayer implements StreamPlayer {
    private final FfmpegPusher ffmpeg;
    private final FfmpegLauncher launcher;
    private final Set<FfmpegPlayedStream> played = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /** Called by Declarative Services. */
    @Activate
    public FfmpegPlayer(@Reference FfmpegPusher ffmpeg) {
        this.ffmpeg = ffmpeg;
        launcher = ffmpeg.launcher();
    }

    @Deactivate
    void deactivate() {
        stopped = true;
        // Together, not one after the other: each takes its time to end.
        played.forEach(FfmpegPlayedStream::closeSoon);
        played.forEach(FfmpegPlayedStream::close);
    }

    @Override
    public PlayedStream play(String url, PcmFormat format) throws IOException {
        UnaryOperator<String> mask = mask(url);
        FfmpegProgram program = ffmpeg.program(PlayCommand.NEED);
        ProcessTree tree;
        try {
            tree = launcher.start(program, PlayCommand.arguments(url, format));
        } catch (IOException e) {
            if (!Files.isExecutable(program.program())) {
                // It has gone. What else was missing, a process for example, is no reason to have the next push probe it anew.
                ffmpeg.forget(program);
            }
            throw e;
        }
        FfmpegPlayedStream[] made = new FfmpegPlayedStream[1];
        made[0] = handOver(tree, t -> new FfmpegPlayedStream(t, mask, () -> played.remove(made[0])));
        played.add(made[0]);
        if (stopped) {
            made[0].close();
            throw new IOException("announcer.ffmpeg has stopped");
        }
        return made[0];
    }

    /** A process that nobody takes must not live: no thread could be had to read its output, for example. */
    static FfmpegPlayedStream handOver(ProcessTree tree, Function<ProcessTree, FfmpegPlayedStream> taker) {
        try {
            return taker.apply(tree);
        } catch (RuntimeException | Error e) {
            tree.process().destroyForcibly();
            throw e;
        }
    }

    /** The query of a URL may be a right to play, as that of a probe is. */
    private static UnaryOperator<String> mask(String url) {
        UnaryOperator<String> credentials = new CredentialMask(url);
        int query = url.indexOf('?');
        return query < 0 ? credentials : line -> credentials.apply(line.replace(url.substring(query), "?***"));
    }
}
