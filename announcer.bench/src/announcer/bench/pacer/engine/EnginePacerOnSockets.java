package announcer.bench.pacer.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

import announcer.api.audio.PcmFormat;
import announcer.api.stream.MediaPipe;
import announcer.api.stream.MediaTransport;
import announcer.api.stream.PipeRequest;
import announcer.bench.pacer.PacerUnderTest;
import announcer.transport.unix.UnixSockets;

/** The engine's own pacer and lanes, into the product's Unix sockets, which another process drains. */
public final class EnginePacerOnSockets implements PacerUnderTest {
    private static final int BUFFER_MILLIS = 160;

    @Override
    public String name() {
        return "engine, unix sockets";
    }

    @Override
    public Running start(int channels, LongConsumer lateness) throws Exception {
        Path folder = Files.createTempDirectory("announcer-bench-");
        MediaTransport transport = UnixSockets.under(folder);
        LaneLoad load = new LaneLoad();
        load.atTheEnd(() -> Files.deleteIfExists(folder));
        try {
            List<String> urls = new ArrayList<>();
            for (int i = 0; i < channels; i++) {
                MediaPipe pipe = transport.open(request(i));
                load.atTheEnd(pipe::close);
                urls.add(pipe.inputUrl());
                load.add(pipe, lateness);
            }
            load.atTheEnd(Drain.of(urls)::close);
            load.awaitReaders();
            return load;
        } catch (IOException | RuntimeException | Error e) {
            load.close();
            throw e;
        }
    }

    private static PipeRequest request(int i) {
        PcmFormat f = LaneLoad.FORMAT;
        int bytesPerSecond = f.bytesPerFrame() * 50;
        return new PipeRequest("load-" + i, "audio", bytesPerSecond, f.bytesPerFrame(), bytesPerSecond * BUFFER_MILLIS / 1_000);
    }
}
