package announcer.engine.background;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

import announcer.api.audio.SoundStream;
import announcer.engine.audio.FilterBank;
import announcer.engine.audio.StreamConverter;
import announcer.engine.sound.SoundFiles;

/** The files of a folder, by name. What cannot be read is left out, and tried again the next time round. */
final class FolderSource implements SoundSource {
    private static final int MOST_FILES = 1_000;
    private static final int PART_GROUPS = 4_096;

    private final Path folder;
    private final SoundFiles files;
    private final FilterBank filters;
    private final BiConsumer<Path, String> onLeftOut;
    /** Files that are left out, and why. */
    private final Map<Path, String> leftOut = new LinkedHashMap<>();
    private volatile Optional<String> remark = Optional.empty();

    /** @param onLeftOut told once of a file that is left out, and why */
    FolderSource(Path folder, SoundFiles files, FilterBank filters, BiConsumer<Path, String> onLeftOut) {
        this.folder = folder;
        this.files = files;
        this.filters = filters;
        this.onLeftOut = onLeftOut;
    }

    /** What is left out, in words; empty when nothing is. Any thread. */
    Optional<String> remark() {
        return remark;
    }

    @Override
    public void play(FrameFeed feed) throws IOException {
        List<Path> all = sounds();
        leftOut.keySet().retainAll(all);
        long before = feed.frames();
        for (Path file : all) {
            if (feed.isClosed()) {
                return;
            }
            play(file, feed);
        }
        if (feed.frames() == before && !feed.isClosed()) {
            throw new IOException(remark.map(r -> "nothing in " + folder + " can be heard: " + r)
                    .orElse("there are no WAV or OGG files in " + folder));
        }
    }

    private List<Path> sounds() throws IOException {
        List<Path> all = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, f -> SoundFiles.rank(f.getFileName().toString()) >= 0)) {
            for (Path file : entries) {
                if (all.size() < MOST_FILES) {
                    all.add(file);
                }
            }
        } catch (NoSuchFileException e) {
            throw new IOException("there is no folder " + folder, e);
        } catch (NotDirectoryException e) {
            throw new IOException(folder + " is no folder", e);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        all.sort(null);
        return all;
    }

    private void play(Path file, FrameFeed feed) {
        feed.begin();
        long before = feed.frames();
        try (SoundStream sound = files.open(file)) {
            StreamConverter converter = new StreamConverter(filters, sound.sampleRateHz(), sound.channels(), feed.format());
            float[] part = new float[PART_GROUPS * sound.channels()];
            for (int n = sound.read(part); n >= 0 && !feed.isClosed(); n = sound.read(part)) {
                byte[] pcm = converter.convert(part, n);
                feed.bring(pcm, pcm.length);
            }
            if (feed.frames() > before) {
                leftOut.remove(file);
                note();
            } else if (!feed.isClosed()) {
                leaveOut(file, "it is shorter than 20 ms");
            }
        } catch (IOException e) {
            leaveOut(file, e.getMessage() == null ? e.toString() : e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            // A decoder is another bundle's code.
            leaveOut(file, "it could not be decoded: " + e);
        }
    }

    private void leaveOut(Path file, String why) {
        if (!why.equals(leftOut.put(file, why))) {
            onLeftOut.accept(file, why);
        }
        note();
    }

    private void note() {
        remark = leftOut.entrySet().stream().findFirst().map(first -> first.getKey().getFileName() + " is left out: " + first.getValue()
                + (leftOut.size() == 1 ? "" : " (and " + (leftOut.size() - 1) + " more)"));
    }
}
