package announcer.engine.announcement;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.zip.CRC32;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.Proof;
import announcer.api.journal.JournalEntry;

/**
 * Outcomes that the journal cannot take now, in a file of records of one size. Its room is there from the first start on, so that a full disk
 * does not keep an outcome from being written. Of an announcement for several channels each part has a record. The file is read and written
 * by the caller's thread, which must not carry sound; safe for use by any.
 */
public final class KeptOutcomes {
    static final int RECORDS = 4096;
    static final int RECORD = 512;
    private static final Logger LOG = LoggerFactory.getLogger(KeptOutcomes.class);
    /** Before what is kept: its length and its checksum. A length of 0: the record is free. */
    private static final int HEAD = 8;
    /** Causes and voices are cut to it, in bytes of UTF-8. */
    private static final int LONGEST_CAUSE = 200;
    private static final int LONGEST_VOICE = 60;

    /** What becomes of an announcement, or of a part of one. */
    private record Outcome(AnnouncementState state, Optional<String> cause, Optional<String> voice, Optional<Instant> started,
            Optional<Instant> ended, int sendings, Proof proof) {
        AnnouncementStatus of(AnnouncementStatus s) {
            return new AnnouncementStatus(s.id(), s.request(), state, cause, voice.or(s::voice), s.submitted(), started, ended, sendings,
                    proof);
        }
    }

    private final Optional<Path> path;
    // All guarded by this.
    private RandomAccessFile file;
    private boolean closed;
    private boolean failing;
    private final Deque<Integer> free = new ArrayDeque<>();
    private final Map<String, Integer> places = new HashMap<>();
    /** Those of before the start. */
    private final Map<String, Outcome> before = new HashMap<>();

    /** @param path the file; empty: nothing is kept */
    public KeptOutcomes(Optional<Path> path) {
        this.path = path;
    }

    /** Whether there is to be such a file. */
    boolean isThere() {
        return path.isPresent();
    }

    /** Makes the file, or reads it; returns whether it can be used. */
    synchronized boolean open() {
        if (file != null || closed || path.isEmpty()) {
            return file != null;
        }
        RandomAccessFile f = null;
        try {
            Files.createDirectories(path.get().toAbsolutePath().getParent());
            f = new RandomAccessFile(path.get().toFile(), "rw");
            int size = RECORDS * RECORD;
            int there = (int) Math.min(size, f.length());
            if (there < size) {
                f.seek(there);
                f.write(new byte[size - there]);
                f.getFD().sync();
            }
            byte[] all = new byte[size];
            f.seek(0);
            f.readFully(all);
            read(all);
            file = f;
            failing = false;
            return true;
        } catch (IOException e) {
            fails(e);
            try {
                if (f != null) {
                    f.close();
                }
            } catch (IOException stays) {
                LOG.debug("{} is not closed", path.get(), stays);
            }
            return false;
        }
    }

    private void fails(IOException e) {
        if (!failing) {
            LOG.warn("outcomes that the journal cannot take cannot be kept in {}, so that after a kill these announcements may be spoken"
                    + " once more; see to it that the file can be written: {}", path.orElseThrow(), e.toString());
        }
        failing = true;
    }

    private void read(byte[] all) {
        free.clear();
        places.clear();
        before.clear();
        for (int i = 0; i < RECORDS; i++) {
            Optional<String> id = read(ByteBuffer.wrap(all, i * RECORD, RECORD).slice());
            if (id.isEmpty()) {
                free.add(i);
            } else {
                places.put(id.get(), i);
            }
        }
    }

    /** Its id; empty: it is free, or torn, which is no outcome. */
    private Optional<String> read(ByteBuffer record) {
        int length = record.getInt();
        int sum = record.getInt();
        if (length <= 0 || length > RECORD - HEAD) {
            return Optional.empty();
        }
        byte[] body = new byte[length];
        record.get(body);
        if (sum(body) != sum) {
            LOG.warn("a record of {} is torn, and is no outcome", path.orElseThrow());
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
            String id = in.readUTF();
            before.put(id, new Outcome(AnnouncementState.valueOf(in.readUTF()), text(in), text(in), time(in), time(in), in.readInt(),
                    new Proof(time(in), time(in), time(in), number(in), number(in))));
            return Optional.of(id);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("a record of {} cannot be read, and is no outcome: {}", path.orElseThrow(), e.toString());
            return Optional.empty();
        }
    }

    /** Keeps these outcomes, and of those without one the outcomes of their parts. Returns the ids of all that are on the disk now. */
    synchronized Set<String> keep(Collection<AnnouncementStatus> all) {
        Set<String> kept = new HashSet<>();
        if (all.isEmpty() || !open()) {
            return kept;
        }
        try {
            boolean full = false;
            for (AnnouncementStatus s : all) {
                if (keep(s)) {
                    kept.add(s.id());
                } else {
                    full = true;
                }
            }
            file.getFD().sync();
            if (full) {
                fails(new IOException("all " + RECORDS + " records are taken"));
            } else {
                failing = false;
            }
            return kept;
        } catch (IOException e) {
            fails(e);
            return Set.of();
        }
    }

    /** False: there is no room for it. */
    private boolean keep(AnnouncementStatus whole) throws IOException {
        List<AnnouncementStatus> news = finals(whole).stream().filter(s -> !places.containsKey(s.id())).toList();
        if (news.size() > free.size()) {
            return false;
        }
        for (AnnouncementStatus s : news) {
            byte[] body = body(s);
            if (body.length > RECORD - HEAD) {
                return false;
            }
            int place = free.getFirst();
            file.seek((long) place * RECORD);
            file.write(ByteBuffer.allocate(HEAD + body.length).putInt(body.length).putInt(sum(body)).put(body).array());
            free.removeFirst();
            places.put(s.id(), place);
        }
        return true;
    }

    private static List<AnnouncementStatus> finals(AnnouncementStatus whole) {
        return whole.onChannels().stream().filter(s -> s.state().isFinal()).toList();
    }

    /** The journal has what is told here. */
    synchronized void free(Collection<AnnouncementStatus> durable) {
        durable.forEach(s -> finals(s).forEach(p -> free(p.id())));
    }

    private void free(String id) {
        Integer place = places.get(id);
        if (place == null || file == null) {
            return;
        }
        try {
            file.seek((long) place * RECORD);
            file.writeInt(0);
            places.remove(id);
            before.remove(id);
            free.addLast(place);
        } catch (IOException e) {
            fails(e);
        }
    }

    /** Whether something of it is kept. */
    synchronized boolean has(AnnouncementStatus whole) {
        return finals(whole).stream().anyMatch(s -> places.containsKey(s.id()));
    }

    /** What the journal takes for unfinished, with the outcomes of before the start. Those of others are free: it has them. */
    synchronized List<JournalEntry> completed(List<JournalEntry> unfinished) {
        open();
        Set<String> ids = new HashSet<>();
        unfinished.forEach(e -> e.status().onChannels().forEach(s -> ids.add(s.id())));
        before.keySet().stream().filter(id -> !ids.contains(id)).toList().forEach(this::free);
        return unfinished.stream().map(e -> new JournalEntry(completed(e.status()), e.expires())).toList();
    }

    private AnnouncementStatus completed(AnnouncementStatus s) {
        if (s.parts().isEmpty()) {
            Outcome o = s.state().isFinal() ? null : before.get(s.id());
            return o == null ? s : o.of(s);
        }
        List<AnnouncementStatus> parts = s.parts().stream().map(this::completed).toList();
        return parts.equals(s.parts()) ? s : PartsSummary.of(s.id(), s.request(), s.submitted(), parts);
    }

    synchronized void close() {
        closed = true;
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            LOG.debug("{} is not closed", path.orElseThrow(), e);
        }
        file = null;
    }

    // --- a record

    private static int sum(byte[] body) {
        CRC32 crc = new CRC32();
        crc.update(body);
        return (int) crc.getValue();
    }

    private static byte[] body(AnnouncementStatus s) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(RECORD);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(s.id());
        out.writeUTF(s.state().name());
        text(out, s.cause(), LONGEST_CAUSE);
        text(out, s.voice(), LONGEST_VOICE);
        time(out, s.started());
        time(out, s.ended());
        out.writeInt(s.sendings());
        time(out, s.proof().made());
        time(out, s.proof().lastFrame());
        time(out, s.proof().confirmed());
        out.writeInt(s.proof().connected().orElse(-1));
        out.writeInt(s.proof().received().orElse(-1));
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream out, Optional<String> text, int longest) throws IOException {
        byte[] b = text.orElse("").getBytes(StandardCharsets.UTF_8);
        int end = Math.min(b.length, longest);
        // Not inside a character.
        while (end < b.length && end > 0 && (b[end] & 0xC0) == 0x80) {
            end--;
        }
        out.writeShort(text.isEmpty() ? -1 : end);
        out.write(b, 0, text.isEmpty() ? 0 : end);
    }

    private static Optional<String> text(DataInputStream in) throws IOException {
        int length = in.readShort();
        return length < 0 ? Optional.empty() : Optional.of(new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static void time(DataOutputStream out, Optional<Instant> t) throws IOException {
        out.writeLong(t.map(Instant::getEpochSecond).orElse(Long.MIN_VALUE));
        out.writeInt(t.map(Instant::getNano).orElse(0));
    }

    private static Optional<Instant> time(DataInputStream in) throws IOException {
        long seconds = in.readLong();
        int nanos = in.readInt();
        return seconds == Long.MIN_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds, nanos));
    }

    private static OptionalInt number(DataInputStream in) throws IOException {
        int n = in.readInt();
        return n < 0 ? OptionalInt.empty() : OptionalInt.of(n);
    }
}
