package announcer.shell;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import announcer.api.Announcement;
import announcer.api.AnnouncementStatus;
import announcer.api.Announcer;
import announcer.api.CancelSelector;
import announcer.api.ChannelStatus;

/** The commands that show, order and cancel queued announcements. */
@Component(service = QueueCommands.class, immediate = true, property = {"osgi.command.scope=announcer", "osgi.command.function=queue",
        "osgi.command.function=cancel", "osgi.command.function=move", "osgi.command.function=clear"})
public class QueueCommands {
    private static final String CAUSE = "cancelled in the shell";

    private final AnnouncerProvider engine;
    private final AdministrationProvider administration;
    private final StatusTexts words;

    /** For the component framework. */
    @Activate
    public QueueCommands(@Reference AnnouncerProvider engine, @Reference AdministrationProvider administration) {
        this(engine, administration, ZoneId.systemDefault());
    }

    QueueCommands(AnnouncerProvider engine, AdministrationProvider administration, ZoneId zone) {
        this.engine = engine;
        this.administration = administration;
        words = new StatusTexts(zone);
    }

    @Descriptor("lists what is spoken and what waits, on all channels")
    public String queue() {
        return CommandRunner.run(() -> words.queue(engine.announcer().channels()));
    }

    @Descriptor("lists what is spoken and what waits, on one channel")
    public String queue(@Descriptor("id of the channel") String channel) {
        return CommandRunner.run(() -> words.queue(List.of(AnnouncerCommands.find(engine.announcer(), channel))));
    }

    @Descriptor("withdraws announcements")
    public String cancel(
            @Descriptor("all of this group") @Parameter(names = "--group", absentValue = "") String group,
            @Descriptor("all with this supersede key") @Parameter(names = "--supersede", absentValue = "") String supersede,
            @Descriptor("of those, the ones of this channel only") @Parameter(names = {"-c", "--channel"}, absentValue = "") String channel,
            @Descriptor("ids of the announcements") String... ids) {
        return CommandRunner.run(() -> {
            boolean many = !group.isEmpty() || !supersede.isEmpty();
            if (many != (ids.length == 0) || !channel.isEmpty() && !many) {
                throw new CommandException(
                        "which one? announcer:cancel ID (announcer:queue shows the ids), or announcer:cancel --group KEY,"
                                + " or --supersede KEY, with or without --channel ID");
            }
            if (many) {
                return cancelled(new CancelSelector(typed(channel), typed(supersede), typed(group)));
            }
            StringBuilder text = new StringBuilder();
            for (String id : ids) {
                text.append(cancelled(engine.announcer(), id)).append('\n');
            }
            return text.toString().stripTrailing();
        });
    }

    @Descriptor("moves an announcement that waits to another place in its channel's queue")
    public String move(@Descriptor("id of the announcement") String id, @Descriptor("0: before all others that wait") String place) {
        return CommandRunner.run(() -> {
            if (!place.matches("[0-9]{1,9}")) {
                throw new CommandException("the place is \"" + place + "\"; it must be a number: 0 is before all others that wait");
            }
            Announcement announcement = known(engine.announcer(), id);
            if (!engine.announcer().move(id, Integer.parseInt(place))) {
                throw new CommandException("announcement " + id + " is " + announcement.status().state()
                        + ", or its sound is being made already; only one that waits can be moved");
            }
            administration.done("announcement move", id);
            return words
                    .queue(engine.announcer().channels().stream().filter(c -> announcement.status().channels().contains(c.id())).toList());
        });
    }

    @Descriptor("withdraws all that waits on a channel; what is being spoken goes on")
    public String clear(@Descriptor("id of the channel") String channel) {
        return CommandRunner.run(() -> {
            Announcer announcer = engine.announcer();
            ChannelStatus found = AnnouncerCommands.find(announcer, channel);
            long cancelled = 0;
            for (AnnouncementStatus waiting : found.queued()) {
                cancelled += find(announcer, waiting.id()).filter(a -> a.cancel(CAUSE)).isPresent() ? 1 : 0;
            }
            administration.done("queue clear", channel);
            return number(cancelled);
        });
    }

    private static String number(long cancelled) {
        return cancelled == 1 ? "1 announcement has been cancelled" : cancelled + " announcements have been cancelled";
    }

    private static Optional<String> typed(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private String cancelled(CancelSelector selector) throws CommandException {
        int cancelled = engine.announcer().cancel(selector, CAUSE);
        administration.done("announcements cancel",
                Stream.of(selector.group(), selector.supersede(), selector.channel()).flatMap(Optional::stream)
                        .collect(Collectors.joining(" ")));
        return number(cancelled);
    }

    private static Announcement known(Announcer announcer, String id) throws CommandException {
        return find(announcer, id)
                .orElseThrow(() -> new CommandException("no announcement with the id \"" + id + "\" is remembered"));
    }

    private static Optional<Announcement> find(Announcer announcer, String id) throws CommandException {
        try {
            return announcer.find(id);
        } catch (IOException e) {
            throw new CommandException("announcement " + id + " may be in the journal, which cannot be read now: " + e.getMessage());
        }
    }

    private String cancelled(Announcer announcer, String id) throws CommandException {
        Announcement announcement = known(announcer, id);
        if (!announcement.cancel(CAUSE)) {
            throw new CommandException("announcement " + id + " is " + announcement.status().state() + " and can no longer be cancelled");
        }
        administration.done("announcement cancel", id);
        return StatusTexts.announcement(announcement.status());
    }
}
