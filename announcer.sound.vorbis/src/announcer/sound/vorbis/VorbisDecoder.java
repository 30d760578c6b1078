package announcer.sound.vorbis;

import java.io.IOException;
import java.io.InputStream;

import org.osgi.service.component.annotations.Component;

import announcer.api.audio.SoundDecoder;
import announcer.api.audio.SoundStream;

/** The service: decodes OGG Vorbis. Any thread. */
@Component(property = SoundDecoder.ENDING + "=ogg")
public final class VorbisDecoder implements SoundDecoder {
    @Override
    public SoundStream decode(InputStream file) throws IOException {
        return VorbisStream.open(file);
    }
}
