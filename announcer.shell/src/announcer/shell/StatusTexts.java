package announcer.shell;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import announcer.api.AnnouncementStatus;
import announcer.api.ChannelStatus;
import announcer.api.EngineStatus;
import announcer.api.JournalStatus;
import announcer.api.speech.Voice;
import announcer.api.stream.PushState;
import announcer.api.stream.PushStatus;
import announcer.api.stream.PushSupervision;
import announcer.api.stream.Urls;

/** Writes channels, voices and announcements as text for a terminal. */
final class StatusTexts {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int TEXT_WIDTH = 50;
    private static final String NONE = "-";

    private final ZoneId zone;

    /** @param zone whose clock the times are told by */
    StatusTexts(ZoneId zone) {
        this.zone = zone;
    }

    /** One block of lines for each channel, and one line for each engine. */
    String status(List<ChannelStatus> channels, List<EngineStatus> engines) {
        StringBuilder text = new StringBuilder();
        channels.forEach(channel -> text.append(channel(channel)).append('\n'));
        if (channels.isEmpty()) {
            text.append("no channels: make one under the configuration announcer.channel in the web console\n");
        }
        for (EngineStatus engine : engines) {
            text.append("engine ").append(engine.name()).append(": ").append(engine.problem().orElse(engine.voices().size() + " voices"));
            engine.setAsideUntil().ifPresent(t -> text.append(", set aside until ").append(time(t)).append(" after ")
                    .append(engine.failures()).append(" failures"));
            text.append(" (").append(engine.bundle()).append(")\n");
        }
        if (engines.isEmpty()) {
            text.append("no speech engine is there: announcements wait until one is started\n");
        }
        return text.toString().stripTrailing();
    }

    /** One line for the journal. */
    static String journal(Optional<JournalStatus> journal) {
        return journal.map(j -> "journal: " + j.problem().orElse(j.announcements() + " announcements"))
                .orElse("journal: none, announcements are kept in memory only");
    }

    String channels(List<ChannelStatus> channels) {
        TextTable table = new TextTable("CHANNEL", "ON AIR", "QUEUE", "FORMAT", "VOICE", "PUSH", "HEARD AT");
        for (ChannelStatus c : channels) {
            table.row(c.id(), c.onAir() ? "yes" : "no", c.queued().size() + "/" + c.queueCapacity(),
                    c.format().sampleRateHz() + " Hz x " + c.format().channels(), c.voice().isEmpty() ? "(best)" : c.voice(),
                    c.push().map(p -> p.state().name()).orElse("by hand"), masked(c.playUrl()));
        }
        return table.isEmpty() ? "no channels" : table.toString();
    }

    String voices(List<EngineStatus> engines) {
        TextTable table = new TextTable("VOICE", "LANGUAGE", "FORMAT", "BUNDLE");
        for (EngineStatus engine : engines) {
            for (Voice voice : engine.voices()) {
                table.row(voice.id(), voice.locale().toLanguageTag(), voice.format().sampleRateHz() + " Hz x " + voice.format().channels(),
                        engine.bundle());
            }
        }
        return (table.isEmpty() ? "no voices" : table.toString()) + "\n\n" + engines(engines);
    }

    private String engines(List<EngineStatus> engines) {
        TextTable table = new TextTable("ENGINE", "VOICES", "FAILURES", "SET ASIDE UNTIL", "PROBLEM");
        for (EngineStatus e : engines) {
            table.row(e.name(), e.voices().size(), e.failures(), e.setAsideUntil().map(this::time).orElse(NONE), e.problem().orElse(NONE));
        }
        return table.isEmpty() ? "no speech engine is there: start a bundle announcer.tts.*" : table.toString();
    }

    /** Writes the announcements that are spoken or wait, in their order. */
    String queue(List<ChannelStatus> channels) {
        TextTable table = new TextTable("CHANNEL", "ID", "STATE", "PRIORITY", "SINCE", "TEXT");
        for (ChannelStatus channel : channels) {
            channel.speaking().ifPresent(a -> row(table, channel, a));
            channel.beneath().ifPresent(a -> row(table, channel, a));
            channel.queued().forEach(a -> row(table, channel, a));
        }
        return table.isEmpty() ? "nothing is waiting" : table.toString();
    }

    /** Writes the state of an announcement in a line. */
    static String announcement(AnnouncementStatus a) {
        return a.id() + " " + a.state() + a.cause().map(cause -> ": " + Urls.masked(cause)).orElse("");
    }

    private void row(TextTable table, ChannelStatus channel, AnnouncementStatus a) {
        table.row(channel.id(), a.id(), a.state(), a.request().priority().name().toLowerCase(Locale.ROOT), time(a.submitted()),
                TextTable.shortened(a.request().text(), TEXT_WIDTH));
    }

    private String channel(ChannelStatus c) {
        TextTable table = new TextTable("channel " + c.id(),
                c.onAir() ? "ON AIR" + c.onAirSince().map(t -> " since " + time(t)).orElse("") : "OFF AIR");
        c.problem().ifPresent(p -> table.row("  problem", Urls.masked(p)));
        table.row("  heard at", masked(c.playUrl()));
        table.row("  speaking",
                c.speaking().map(a -> a.id() + " \"" + TextTable.shortened(a.request().text(), TEXT_WIDTH) + "\"").orElse(NONE));
        c.beneath().ifPresent(a -> table.row("  beneath it", a.id() + " \"" + TextTable.shortened(a.request().text(), TEXT_WIDTH) + "\""));
        table.row("  waiting", c.queued().size() + " of " + c.queueCapacity());
        table.row("  pacing", String.format(Locale.ROOT, "drift %.1f ms, lateness p50 %.2f, p99 %.2f, max %.2f ms, generation %d",
                c.pacing().driftMillis(), millis(c.pacing().latenessP50Micros()), millis(c.pacing().latenessP99Micros()),
                millis(c.pacing().latenessMaxMicros()), c.pacing().generation()));
        table.row("  input", c.transport().orElse("no transport") + " " + masked(c.inputUrl()));
        table.row("  push", c.push().map(this::push).orElse("by hand"));
        c.background().ifPresent(b -> table.row("  background",
                b.state() + " " + Urls.masked(b.source()) + b.cause().map(cause -> ": " + Urls.masked(cause)).orElse("")));
        return table.toString();
    }

    private String push(PushStatus p) {
        StringBuilder text = new StringBuilder(p.state().name()).append(" since ").append(time(p.since()));
        text.append(" to ").append(Urls.masked(p.destination())).append(", restarts ").append(p.restarts());
        p.supervision().ifPresent(s -> text.append(" (").append(s.restartsAtOnce()).append(" more at once)"));
        p.pid().ifPresent(pid -> text.append(", pid ").append(pid));
        if (p.state() == PushState.BACKING_OFF) {
            p.nextAttempt().ifPresent(t -> text.append(", next attempt ").append(time(t)));
        }
        p.cause().or(() -> p.supervision().flatMap(this::lastEnd))
                .ifPresent(cause -> text.append(": ").append(Urls.masked(cause)));
        return text.toString();
    }

    private Optional<String> lastEnd(PushSupervision s) {
        return s.lastCause().flatMap(cause -> s.lastEnded().map(when -> "last ended " + time(when) + ": " + cause));
    }

    private String time(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }

    private static double millis(long micros) {
        return micros / 1000.0;
    }

    private static String masked(Optional<String> url) {
        return url.map(Urls::masked).orElse(NONE);
    }
}
