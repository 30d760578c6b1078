package announcer.ffmpeg;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Set<PlayedStream> played = ConcurrentHashMap.newKeySet();
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
        played.forEach(PlayedStream::close);
    }

    @Override
    public PlayedStream play(String url, PcmFormat format) throws IOException {
        FfmpegProgram program = ffmpeg.program(PlayCommand.need(url));
        ProcessTree tree;
        try {
            tree = launcher.start(program, PlayCommand.arguments(url, format));
        } catch (IOException e) {
            ffmpeg.forget(program);
            throw e;
        }
        PlayedStream[] made = new PlayedStream[1];
        made[0] = new FfmpegPlayedStream(tree, mask(url), () -> played.remove(made[0]));
        played.add(made[0]);
        if (stopped) {
            made[0].close();
            throw new IOException("announcer.ffmpeg has stopped");
        }
        return made[0];
    }

    /** The query of a URL may be a right to play, as that of a probe is. */
    private static UnaryOperator<String> mask(String url) {
        UnaryOperator<String> credentials = new CredentialMask(url);
        int query = url.indexOf('?');
        return query < 0 ? credentials : line -> credentials.apply(line.replace(url.substring(query), "?***"));
    }
}
