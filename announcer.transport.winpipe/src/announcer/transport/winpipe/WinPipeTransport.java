package announcer.transport.winpipe;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

import announcer.api.stream.MediaPipe;
import announcer.api.stream.MediaTransport;
import announcer.api.stream.PipeRequest;
import announcer.lib.socket.LastValid;
import announcer.lib.socket.PipeRegistry;

/** Carries media through Windows named pipes. Activation touches nothing: the native library is loaded when the first pipe is opened. */
@Component(service = MediaTransport.class, configurationPid = WinPipeTransport.PID, property = MediaTransport.TYPE + "=winpipe")
@Designate(ocd = WinPipeTransportConfig.class)
public class WinPipeTransport implements MediaTransport {
    static final String PID = "announcer.transport.winpipe";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

    private final Win32Pipes windows;
    private final String ownName;
    private final PipeRegistry pipes = new PipeRegistry(PID);
    private final LastValid<WinPipeTransportSettings> settings = new LastValid<>(PID);

    @Activate
    public WinPipeTransport(BundleContext context, WinPipeTransportConfig config) {
        this(new JnaPipes(), home(context));
        modified(config);
    }

    WinPipeTransport(Win32Pipes windows, String home) {
        this.windows = windows;
        this.ownName = ownName(home);
    }

    /** Applies to pipes that are opened from now on; those that are open stay where they are. */
    @Modified
    void modified(WinPipeTransportConfig config) {
        settings.change(() -> WinPipeTransportSettings.of(config.pipeName(), config.bufferMillis()));
    }

    void apply(WinPipeTransportSettings valid) {
        settings.set(valid);
    }

    @Deactivate
    void deactivate() {
        pipes.stop();
    }

    @Override
    public MediaPipe open(PipeRequest request) throws IOException {
        WinPipeTransportSettings now = settings.get();
        String path = now.path().orElse(ownName).replace(WinPipeTransportSettings.CHANNEL, name(request));
        if (path.length() > WinPipeTransportSettings.MAX_PATH) {
            throw new IOException("the pipe's name " + path + " has " + path.length() + " characters, and Windows takes at most "
                    + WinPipeTransportSettings.MAX_PATH + ": choose a shorter pipeName in " + PID);
        }
        // In lower case, for Windows does not tell them apart.
        return pipes.open(path.toLowerCase(Locale.ROOT),
                "the pipe " + path + " is in use by this process already, and was asked for by channel " + request.channel()
                        + ": put {channel} into pipeName of " + PID + ", or close the other one first",
                closed -> open(path, request, now.bufferBytes(request), closed));
    }

    private MediaPipe open(String path, PipeRequest request, int bufferBytes, Runnable closed) throws IOException {
        try {
            return new WinPipe(path, windows, bufferBytes, request.bytesPerWrite(), closed);
        } catch (Win32Exception e) {
            throw new IOException(refusal(path, e), e);
        } catch (LinkageError e) {
            throw new IOException("the native library of JNA cannot be loaded (" + e.getMessage()
                    + "): may this process write to its temporary folder? Else name another with -Djna.tmpdir=<folder>", e);
        }
    }

    private static String refusal(String path, Win32Exception e) {
        if (e.code() == Win32Error.ACCESS_DENIED || e.code() == Win32Error.PIPE_BUSY) {
            return "the pipe " + path + " exists already (" + e.getMessage()
                    + "): another program has it, or the last reader of ours has not "
                    + "left yet; end that program, or choose another pipeName in " + PID;
        }
        return "the pipe " + path + " cannot be made: " + e.getMessage();
    }

    private static String name(PipeRequest request) throws IOException {
        for (String part : new String[]{request.channel(), request.stream()}) {
            if (!NAME.matcher(part).matches()) {
                throw new IOException("'" + part + "' cannot be part of a pipe's name: only letters, digits, - and _ can");
            }
        }
        // No channel id holds a point: so these names never meet.
        return request.stream().equals("audio") ? request.channel() : request.channel() + "." + request.stream();
    }

    /** The names of pipes are the whole machine's: so ours tells users and homes apart. */
    private static String ownName(String home) {
        CRC32 digits = new CRC32();
        digits.update((System.getProperty("user.name") + "|" + home).getBytes(StandardCharsets.UTF_8));
        return "%sannouncer-%08x-%s".formatted(WinPipeTransportSettings.PREFIX, digits.getValue(), WinPipeTransportSettings.CHANNEL);
    }

    private static String home(BundleContext context) {
        String home = context.getProperty("announcer.home");
        if (home != null) {
            return home;
        }
        return Optional.ofNullable(context.getDataFile("")).map(File::getPath).orElse("announcer-home");
    }
}
