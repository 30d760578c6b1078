package announcer.tts.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

class WavReaderTest {
    private static final byte[] PCM = {1, 2, 3, 4, 5, 6};

    @Test
    void a_length_that_is_not_meant_is_read_to_the_end() throws Exception {
        for (int length : new int[]{0x7ffff000, 0x7fffffff, 0, -1}) {
            assertThat(read(StandIn.wav(22_050, length, PCM))).isEqualTo(PCM);
        }
    }

    @Test
    void what_follows_the_samples_is_no_sound() throws Exception {
        assertThat(read(StandIn.wav(22_050, 4, PCM))).containsExactly(1, 2, 3, 4);
    }

    @Test
    void other_chunks_are_passed_over_also_those_of_odd_length() throws Exception {
        byte[] plain = StandIn.wav(22_050, PCM.length, PCM);
        for (int length : new int[]{4_000, 5, 0}) {
            ByteBuffer chunk = ByteBuffer.allocate(8 + length + (length & 1)).order(ByteOrder.LITTLE_ENDIAN);
            chunk.put("FLLR".getBytes(StandardCharsets.US_ASCII)).putInt(length);
            assertThat(read(concat(Arrays.copyOf(plain, 36), chunk.array(), Arrays.copyOfRange(plain, 36, plain.length)))).isEqualTo(PCM);
        }
    }

    @Test
    void what_ends_early_is_said_to_end_early() {
        byte[] whole = StandIn.wav(22_050, 100, PCM);
        for (int length = 0; length < 44; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(part)).as("%d bytes", length).isInstanceOf(EOFException.class).hasMessageContaining("no sound");
        }
        assertThatThrownBy(() -> read(whole)).isInstanceOf(EOFException.class).hasMessageContaining("6 of 100 bytes");
    }

    @Test
    void what_is_no_wav_file_is_shown_and_another_format_named() {
        assertThatThrownBy(() -> read("Error: no such voice\n".getBytes(StandardCharsets.UTF_8))).isInstanceOf(IOException.class)
                .hasMessageContaining("\"Error: no su\"");
        assertThatThrownBy(() -> read(StandIn.wav(16_000, 6, PCM))).isInstanceOf(IOException.class).hasMessageContaining("16000 Hz");
        byte[] eightBits = StandIn.wav(22_050, 6, PCM);
        eightBits[34] = 8;
        assertThatThrownBy(() -> read(eightBits)).hasMessageContaining("8 bits");
        byte[] huge = StandIn.wav(22_050, 6, PCM);
        huge[19] = 0x7f;
        assertThatThrownBy(() -> read(huge)).isInstanceOf(IOException.class).hasMessageContaining("WAV format of");
    }

    private static byte[] read(byte[] file) throws IOException {
        InputStream in = new ByteArrayInputStream(file);
        WavReader wav = new WavReader(in, SystemVoice.FORMAT);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] block = new byte[3];
        for (int n = wav.read(block, 1, 2); n >= 0; n = wav.read(block, 1, 2)) {
            all.write(block, 1, n);
        }
        assertThat(in.available()).as("unread, on which a program would wait").isZero();
        return all.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
